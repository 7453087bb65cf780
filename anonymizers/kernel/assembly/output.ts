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
  for (let i: u32 = 0; i < length; i++) store<u8>(o + i, load<u8>(from + i))
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
