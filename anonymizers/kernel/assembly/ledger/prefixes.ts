/** Numbers by how they begin. A set: the number of the country that may stand before, and a byte for each of 1000 beginnings. */

/** Whether the first three digits are among those of the set. Fewer than three never are. */
export function beginsSo(set: usize, at: usize, length: u32): bool {
  let all: u64 = 0
  let digits: u32 = 0
  let first: u32 = 0
  let national: u32 = 0
  for (let i: u32 = 0; i < length; i++) {
    const digit: u32 = load<u8>(at + i) - 0x30
    if (digit >= 10) continue
    if (digits < 3) first = first * 10 + digit
    all = all * 10 + digit
    digits++
  }
  if (load<u32>(set) !== 0) {
    // Of another country.
    if (load<u8>(at) === 0x2b && load<u16>(at, 1) !== 0x3834) return false
    // 0048, 48 and 0 before nine digits.
    if (digits > 9 && digits <= 13) {
      const before = all / 1_000_000_000
      if (before !== 48 && before !== 0) return load<u8>(set + 4 + <usize>first) !== 0
      national = <u32>((all - before * 1_000_000_000) / 1_000_000)
      return load<u8>(set + 4 + <usize>national) !== 0
    }
  }
  return digits >= 3 && load<u8>(set + 4 + <usize>first) !== 0
}
