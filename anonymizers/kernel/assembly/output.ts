/** The mask of one value while it is written. */

/** Where the next byte of it goes. */
export let o: usize = 0

export function moveTo(at: usize): void {
  o = at
}

export function byte(value: u32): void {
  store<u8>(o++, value)
}

export function copy(from: usize, length: u32): void {
  copyWide(o, from, length)
  o += length
}

/** Copies in steps of sixteen: what stands up to 15 bytes behind `to` and `length` is lost. */
export function copyWide(to: usize, from: usize, length: u32): void {
  for (let i: u32 = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i))
}

/** For what is long. */
export function copyLong(from: usize, length: u32): void {
  memory.copy(o, from, length)
  o += length
}

export function decimal(value: u32, width: u32): void {
  let places: u32 = 1
  for (let limit: u64 = 10; limit <= value; limit *= 10) places++
  if (places < width) places = width
  let rest = value
  for (let i = o + places; i > o;) {
    const next = rest / 10
    store<u8>(--i, 48 + rest - next * 10)
    rest = next
  }
  o += places
}
