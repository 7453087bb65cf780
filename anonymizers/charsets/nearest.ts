/** Letters that no mark was put on, and signs, by the ASCII character that stands for them in old systems. */
const standsFor: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ø: 'o',
  Ø: 'O',
  þ: 't',
  Þ: 'T',
  æ: 'a',
  Æ: 'A',
  œ: 'o',
  Œ: 'O',
  ß: 's',
  ẞ: 'S',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  ŧ: 't',
  Ŧ: 'T',
  ŋ: 'n',
  Ŋ: 'N',
  '„': '"',
  '”': '"',
  '“': '"',
  '«': '"',
  '»': '"',
  '’': "'",
  '‘': "'",
  '‚': "'",
  '–': '-',
  '—': '-',
  '…': '.',
  '\u00A0': ' ',
}

/**
 * One character of those that `has` knows in the place of one that it lacks, so that the length stays:
 * the letter without its marks, a plain sign, else a question mark.
 */
export function nearestIn(character: string, has: (character: string) => boolean): string {
  const [base = '?'] = character.normalize('NFD')
  const [compatible = '?'] = character.normalize('NFKD')
  const candidates = [base, standsFor[character], standsFor[base], compatible]
  return candidates.find((one) => one !== undefined && has(one)) ?? '?'
}
