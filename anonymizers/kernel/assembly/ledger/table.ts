/**
 * What is known of all originals, in memory that threads share; a module of its own, because no thread may
 * share the memory that it works in. Nothing here stands in static data. Laid out by
 * ../../../ledger/originals.ts.
 */

/** By the fingerprint of a first word, twice: a bit for every number of words that originals have. */
let firsts: usize = 0
let firstMask: u32 = 0

/** Originals seldom begin with a number, and fields often are nothing else: these are known by few bits. */
let numbersFirst: usize = 0

/** Open addressing in the order of the fingerprints: 32 bits of one, and its leaf, 6 bytes. */
let table: usize = 0
let slots: u64 = 0
let filter: usize = 0
let filterMask: u32 = 0
/** By the number of digits: how many numbers are among the originals. */
let numbers: usize = 0

/** `numbersAt`: 67,584 bytes, see begins.ts. */
export function setFirsts(at: usize, mask: u32, numbersAt: usize): void {
  firsts = at
  firstMask = mask
  numbersFirst = numbersAt
}

/** `filterAt`: a bit for each original, in so many bits as the mask says. */
export function setTable(at: usize, size: u32, filterAt: usize, bits: u32, numbersAt: usize): void {
  table = at
  slots = size
  filter = filterAt
  filterMask = bits
  numbers = numbersAt
}

function numberBit(print: u64): u32 {
  return <u32>(print >> 24) & 0xffff
}

/** Other threads may set other bits of the byte. */
function setBits(at: usize, bits: u32): void {
  if ((load<u8>(at) & bits) !== bits) atomic.or<u8>(at, <u8>bits)
}

/** `isNumber`: the first word has digits alone. */
export function addFirst(print: u64, words: u32, isNumber: bool): void {
  if (isNumber) {
    const bit = numberBit(print)
    setBits(numbersFirst + (bit >> 3), 1 << (bit & 7))
  }
  const bit = 1 << (words - 1)
  setBits(firsts + (<u32>print & firstMask), bit)
  setBits(besideOf(print), bit)
}

/** Remembers how a number begins. */
export function addLeading(bit: u32): void {
  setBits(numbersFirst + (bit >> 3), 1 << (bit & 7))
}

/** No more of the bits in {@link noteBegins} than that are set, so that most words are told from them. */
const mostShare: u32 = 5

/**
 * Writes a bit for every byte of the first words that is not empty, and folds them while few are set.
 * Returns how many times 64 bits that are.
 */
export function noteBegins(at: usize): u32 {
  let lines = (firstMask + 1) >> 6
  let set: u32 = 0
  for (let line: u32 = 0; line < lines; line++) {
    let bits: u64 = 0
    for (let part: u32 = 0; part < 64; part += 16) {
      const empty = i8x16.eq(v128.load(firsts + (line << 6) + part), i8x16.splat(0))
      bits |= (<u64>(~(<u32>i8x16.bitmask(empty)) & 0xffff)) << part
    }
    set += <u32>popcnt(bits)
    store<u64>(at + ((<usize>line) << 3), bits)
  }
  while (lines > 64 && set * mostShare < lines << 5) {
    lines >>= 1
    set = 0
    for (let line: u32 = 0; line < lines; line++) {
      const here = at + ((<usize>line) << 3)
      const bits = load<u64>(here) | load<u64>(here + ((<usize>lines) << 3))
      set += <u32>popcnt(bits)
      store<u64>(here, bits)
    }
  }
  return lines
}

/** The second place of a word: in the 64 bytes of the first, which come out of memory at once. */
function besideOf(print: u64): usize {
  return firsts + (<u32>print & firstMask & ~63) + (<u32>(print >> 32) & 63)
}

export function lengthsOf(print: u64): u32 {
  return <u32>load<u8>(firsts + (<u32>print & firstMask)) & <u32>load<u8>(besideOf(print))
}

/** The place of a fingerprint, or the empty one where it would stand. */
function placeOf(print: u64): usize {
  let slot = ((print >> 32) * slots) >> 32
  const tag = <u32>print
  let at = table + <usize>slot * 6
  while (load<u16>(at, 4) !== 0 && load<u32>(at) !== tag) {
    if (++slot === slots) slot = 0
    at = table + <usize>slot * 6
  }
  return at
}

/** The leaf, or 0: mostly it is, and then few bits tell that sooner than the table. */
export function find(print: u64): u32 {
  const bit = <u32>(print >> 13) & filterMask
  return (load<u8>(filter + (bit >> 3)) >> (bit & 7)) & 1 ? load<u16>(placeOf(print), 4) : 0
}

/** Of originals that were added more than once the smaller leaf counts. Returns how many were new. */
export function insertAll(at: usize, count: u32): u32 {
  let fresh: u32 = 0
  const end = at + count * 12
  for (let from = at; from < end; from += 12) {
    const print = load<u64>(from)
    const leaf: u32 = load<u16>(from, 8)
    const digits: u32 = load<u16>(from, 10)
    const place = placeOf(print)
    const known: u32 = load<u16>(place, 4)
    if (known === 0) {
      store<u32>(place, <u32>print)
      fresh++
    }
    if (known === 0 || leaf < known) store<u16>(place, leaf, 4)
    if (known !== 0) continue
    if (digits !== 0) store<u32>(numbers + (digits << 2), load<u32>(numbers + (digits << 2)) + 1)
    const bit = <u32>(print >> 13) & filterMask
    const held: u32 = load<u8>(filter + (bit >> 3))
    store<u8>(filter + (bit >> 3), held | (1 << (bit & 7)))
  }
  return fresh
}
