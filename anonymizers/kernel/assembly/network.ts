/** The networks of ../feistel.ts, made where they are first asked for. */
import { derive, hashCounter, digest } from './prf.ts'

/**
 * A Feistel, see ../wasm-permute.ts: its key (0), where the room for what is remembered starts and ends (64,
 * 68), the layout that was asked for last (72), how many layouts there are (76), and the networks: one for
 * the numbers of each width, and those of layouts.
 */
const freeAt: usize = 64
const freeTo: usize = 68
const lastAt: usize = 72
const layoutsAt: usize = 76
const networksAt: usize = 80
const widths: u32 = 19
const slots: u32 = 256
/** Then the search for one would take long: further ones are left. */
const mostLayouts: u32 = 192

/**
 * A network: what it is made of (0: nothing yet), how many radices it has (4), how many limbs each half has (8,
 * 12), its key (16), the sizes (80: of two halves as floating point, of limbs as words), where what is added to
 * the halves is remembered or 0 (112, 116), how many values the other half has (120, 124), behind which digit
 * each limb ends (128), the radices of a layout (144). One of a single digit has its images at 80.
 */
const networkSize: u32 = 224
export const ofOne: u32 = 1
export const ofTwo: u32 = 2
export const ofMany: u32 = 3
export const firstLimbs: usize = 8
export const secondLimbs: usize = 12
export const keyAt: usize = 16
export const sizesAt: usize = 80
export const knownAt: usize = 112
export const othersAt: usize = 120
export const endsAt: usize = 128
export const radicesAt: usize = 144

/** Of a layout: more digits, or limbs in a half, are left. */
export const mostDigits: u32 = 72
export const mostLimbs: u32 = 4

/** See ../network-of-two.ts and ../network-of-many.ts. */
const largestHalf: f64 = 281474976710656
const largestLimb: u64 = 0xffffffff
const remembered: f64 = 131072
const evenRounds: u32 = 4

/** The radices of the layout that is asked for, a byte each. */
export const radices: usize = memory.data(88)
const words: usize = memory.data(288, 16)

/** The network of numbers of so many digits, whose halves are the higher and the lower ones. */
export function networkOfWidth(feistel: usize, width: u32): usize {
  const low = width >> 1
  return networkOfHalves(feistel, width, power(width - low), low === 0 ? 1 : power(low))
}

export function power(exponent: u32): f64 {
  let result: f64 = 1
  for (let i: u32 = 0; i < exponent; i++) result *= 10
  return result
}

/** The network that stands under a width, of halves that have so many values. */
export function networkOfHalves(feistel: usize, width: u32, first: f64, second: f64): usize {
  const network = feistel + networksAt + width * networkSize
  if (load<u32>(network) !== 0) return network
  store<u32>(words, <u32>first)
  store<u32>(words, <u32>second, 4)
  derive(feistel, words, second === 1 ? 1 : 2, network + keyAt)
  if (second === 1) makeOne(network, <u32>first)
  else makeTwo(feistel, network, first, second)
  return network
}

/** The network over the first `count` of {@link radices}, at least one; 0 when it is left to JavaScript. */
export function networkOver(feistel: usize, count: u32): usize {
  const last: usize = load<u32>(feistel, lastAt)
  if (last !== 0 && isOver(last, count)) return last
  const layouts = feistel + networksAt + widths * networkSize
  for (let slot = hashOf(count) % slots; ; slot = (slot + 1) % slots) {
    const network = layouts + slot * networkSize
    if (load<u32>(network) === 0) {
      if (load<u32>(feistel, layoutsAt) === mostLayouts || !make(feistel, network, count)) return 0
      store<u32>(feistel, load<u32>(feistel, layoutsAt) + 1, layoutsAt)
    } else if (!isOver(network, count)) continue
    store<u32>(feistel, <u32>network, lastAt)
    return network
  }
}

function isOver(network: usize, count: u32): bool {
  if (load<u32>(network, 4) !== count) return false
  const own = network + radicesAt
  for (let i: u32 = 0; i < count; i++) if (load<u8>(own + i) !== load<u8>(radices + i)) return false
  return true
}

/** FNV-1a. */
function hashOf(count: u32): u32 {
  let hash: u32 = 0x811c9dc5
  for (let i: u32 = 0; i < count; i++) hash = (hash ^ load<u8>(radices + i)) * 0x01000193
  return hash ^ (hash >> 16)
}

function make(feistel: usize, network: usize, count: u32): bool {
  const middle = (count + 1) >> 1
  const first = product(0, middle)
  const second = product(middle, count)
  const isOfTwo = first <= largestHalf && second <= largestHalf
  if (!isOfTwo && !cutIntoLimbs(network, middle, count)) return false
  store<u32>(network, count, 4)
  memory.copy(network + radicesAt, radices, count)
  for (let i: u32 = 0; i < count; i++) store<u32>(words + (i << 2), load<u8>(radices + i))
  derive(feistel, words, count, network + keyAt)
  if (count === 1) makeOne(network, load<u8>(radices))
  else if (isOfTwo) {
    store<u8>(network, middle, endsAt)
    store<u8>(network, count, endsAt + 1)
    makeTwo(feistel, network, first, second)
  } else store<u32>(network, ofMany)
  return true
}

function product(from: u32, to: u32): f64 {
  let result: f64 = 1
  for (let i = from; i < to; i++) result *= <f64>load<u8>(radices + i)
  return result
}

function cutIntoLimbs(network: usize, middle: u32, count: u32): bool {
  const first = limbsOf(network, 0, 0, middle)
  const second = first > mostLimbs ? first : limbsOf(network, first, middle, count)
  store<u32>(network, first, firstLimbs)
  store<u32>(network, second, secondLimbs)
  return first <= mostLimbs && second <= mostLimbs
}

/** How many limbs there are from `limb` on for the digits between; more than are taken are not told. */
function limbsOf(network: usize, limb: u32, from: u32, to: u32): u32 {
  let size: u64 = 1
  let found: u32 = 0
  for (let i = from; i <= to; i++) {
    const radix: u64 = i < to ? load<u8>(radices + i) : largestLimb
    if (size > 1 && size * radix > largestLimb) {
      if (found === mostLimbs) return found + 1
      store<u32>(network + ((limb + found) << 2), <u32>size, sizesAt)
      store<u8>(network + limb + found, i, endsAt)
      found++
      size = 1
    }
    size *= radix
  }
  return found
}

function makeTwo(feistel: usize, network: usize, first: f64, second: f64): void {
  store<f64>(network, first, sizesAt)
  store<f64>(network, second, sizesAt + 8)
  store<u32>(network, takeRoom(feistel, second, evenRounds, first), knownAt)
  store<u32>(network, takeRoom(feistel, first, evenRounds - 1, second), knownAt + 4)
  store<u32>(network, <u32>second, othersAt)
  store<u32>(network, <u32>first, othersAt + 4)
  store<u32>(network, ofTwo)
}

/** Room for what rounds add to a half of `size` values, by each value of the other; 0 when there is none. */
function takeRoom(feistel: usize, others: f64, rounds: u32, size: f64): u32 {
  if (others > remembered || size > <f64>largestLimb) return 0
  const at = load<u32>(feistel, freeAt)
  const end = at + ((rounds * <u32>others) << 2)
  if (end > load<u32>(feistel, freeTo)) return 0
  store<u32>(feistel, end, freeAt)
  return at
}

const subject: usize = memory.data(16, 16)

/** See networkOfOne of ../network.ts. */
function makeOne(network: usize, size: u32): void {
  const image = network + sizesAt
  for (let i: u32 = 0; i < size; i++) store<u8>(image + i, i)
  v128.store(subject, i32x4(0, 0, 0, 0))
  for (let i = size - 1; i > 0; i--) {
    store<u32>(subject, i)
    hashCounter(network + keyAt, subject, 0)
    const other = <u32>((<f64>load<u32>(digest) / 4294967296.0) * <f64>i)
    const swapped: u32 = load<u8>(image + i)
    store<u8>(image + i, load<u8>(image + other))
    store<u8>(image + other, swapped)
  }
  store<u32>(network, ofOne)
}
