/**
 * What the singular and the plural of a word have in common, and their cases: rough, for names of tables in the
 * languages of the dictionaries. `orders` and `order`, `klienci` and `klienta`, `kunden` and `kunde` are alike.
 */
export function stemOf(word: string): string {
  const singular = word
    .replace(/ies$/, 'y')
    .replace(/(s|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1')
  const stem = singular
    .replace(/(?:ow|ami|ach|en)$/, '')
    .replace(/nic[iy]$/, 'nik')
    .replace(/(.{3})ci$/, '$1t')
    .replace(/(.{2})[aeiouy]+$/, '$1')
  return stem.length >= 2 ? stem : word
}

export const stemsOf = (words: readonly string[]): string => words.map(stemOf).join(' ')
