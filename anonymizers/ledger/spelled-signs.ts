/** Signs of e-mail addresses in words, in English and Polish, folded. */
const words: Readonly<Record<string, number>> = { at: 0x40, malpa: 0x40, dot: 0x2e, kropka: 0x2e }
const longest = 6

/** The sign that the word in `[from, to)` stands for; 0: none. */
export function signOf(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > longest) return 0
  return words[Buffer.from(bytes.subarray(from, to)).toString('latin1').toLowerCase()] ?? 0
}
