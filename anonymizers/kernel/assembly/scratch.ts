/** Where the values of one row stand whose escapes were undone. */
let from: usize = 0
let size: u32 = 0
let used: u32 = 0

export function setScratch(at: usize, length: u32): void {
  from = at
  size = length
}

export function emptyScratch(): void {
  used = 0
}

/** Room for so many bytes, and 16 more that do not count, or 0. */
export function takeScratch(length: u32): usize {
  if (used + length + 16 > size) return 0
  const at = from + used
  used += length
  return at
}
