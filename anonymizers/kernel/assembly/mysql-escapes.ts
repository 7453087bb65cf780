/** What a letter behind a backslash stands for in a string of MySQL (manual, 11.1.1, table 11.1). */
export function unescaped(letter: u32): u32 {
  if (letter === 0x6e) return 10
  if (letter === 0x72) return 13
  if (letter === 0x30) return 0
  if (letter === 0x74) return 9
  if (letter === 0x62) return 8
  return letter === 0x5a ? 26 : letter
}
