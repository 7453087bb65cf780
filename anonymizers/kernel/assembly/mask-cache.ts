import { copyWide } from './output.ts'

/**
 * Masks of short values that came before, for columns whose values repeat (names, towns). A program
 * whose values do not is not remembered any more. Entries: program, length of the value and of the mask,
 * the value (48 bytes) and the mask (64).
 */
const entries: u64 = 2048
const entrySize: u64 = 128
const longestValue: u32 = 48
const longestMask: u32 = 64
const table: usize = memory.data(262144, 16)

/** Of a program, as ../wasm-programs.ts lays it out: look-ups, hits, and whether it is given up. */
const asked = 56
const hits = 60
const givenUp = 64
const asksPerTrial: u32 = 4096

/** Where the mask of a value is or will be; 0 when it is not remembered. */
export function entryOf(program: usize, value: usize, length: u32): usize {
  if (length > longestValue || load<u32>(program, givenUp) !== 0) return 0
  let hash: u64 = <u64>program ^ ((<u64>length) << 32)
  let i: u32 = 0
  for (; i + 8 <= length; i += 8) hash = mix(hash ^ load<u64>(value + i))
  if (i < length) hash = mix(hash ^ lastOf(value + i, length - i))
  return table + <usize>(((hash >> 40) & (entries - 1)) * entrySize)
}

function mix(hash: u64): u64 {
  const product = hash * 0x9e3779b97f4a7c15
  return product ^ (product >> 29)
}

/** Fewer than eight bytes as a number; what stands behind them does not count. */
function lastOf(at: usize, count: u32): u64 {
  return load<u64>(at) & (((<u64>1) << (<u64>(count << 3))) - 1)
}

function isSame(one: usize, other: usize, length: u32): bool {
  let i: u32 = 0
  for (; i + 8 <= length; i += 8) if (load<u64>(one + i) !== load<u64>(other + i)) return false
  return i === length || lastOf(one + i, length - i) === lastOf(other + i, length - i)
}

/** Is the mask of this value there? */
export function isRemembered(entry: usize, program: usize, value: usize, length: u32): bool {
  const found =
    <usize>load<u32>(entry) === program &&
    load<u32>(entry, 4) === length &&
    isSame(entry + 16, value, length)
  const count = load<u32>(program, asked) + 1
  const good = load<u32>(program, hits) + (found ? 1 : 0)
  const ends = count === asksPerTrial
  if (ends && good < asksPerTrial >> 3) store<u32>(program, 1, givenUp)
  store<u32>(program, ends ? 0 : count, asked)
  store<u32>(program, ends ? 0 : good, hits)
  return found
}

export function rememberedAt(entry: usize): usize {
  return entry + 64
}

export function rememberedLength(entry: usize): u32 {
  return load<u32>(entry, 8)
}

export function remember(
  entry: usize,
  program: usize,
  value: usize,
  length: u32,
  mask: usize,
  size: u32,
): void {
  if (size > longestMask) return
  store<u32>(entry, <u32>program)
  store<u32>(entry, length, 4)
  store<u32>(entry, size, 8)
  copyWide(entry + 16, value, length)
  copyWide(entry + 64, mask, size)
}
