/** The fingerprints of originals: first as they come, then in a table that is searched. */

/** What was added and not yet taken over by JavaScript: fingerprint, leaf and digits; 12 bytes. */
let pending: usize = 0
let pendingRoom: u32 = 0
export let pendingCount: u32 = 0

/** The last fingerprint of each place, and its leaf, 16 bytes: most repetitions end here. */
let recent: usize = 0
const recentMask: u64 = 0xffff

/** By the fingerprint of a first word, twice: a bit for every number of words that originals have. */
let firsts: usize = 0
let firstMask: u32 = 0

/** Open addressing in the order of the fingerprints: 32 bits of one, and its leaf, 6 bytes. */
let table: usize = 0
let slots: u64 = 0
let filter: usize = 0
let filterMask: u32 = 0

export function setPending(at: usize, room: u32, recentAt: usize): void {
  pending = at
  pendingRoom = room
  recent = recentAt
}

export function setFirsts(at: usize, mask: u32): void {
  firsts = at
  firstMask = mask
}

/** `filterAt`: a bit for each number, in so many bits as the mask says. */
export function setTable(at: usize, size: u32, filterAt: usize, bits: u32): void {
  table = at
  slots = size
  filter = filterAt
  filterMask = bits
}

export function takePending(): void {
  pendingCount = 0
}

/** No more than so many may be added before {@link takePending}. */
export function pendingLeft(): u32 {
  return pendingRoom - pendingCount
}

/** `digits`: of a number, else 0. */
export function add(print: u64, leaf: u32, digits: u32): void {
  const seen = recent + ((<usize>((print >> 20) & recentMask)) << 4)
  if (load<u64>(seen) === print && load<u32>(seen, 8) <= leaf) return
  store<u64>(seen, print)
  store<u32>(seen, leaf, 8)
  const at = pending + pendingCount * 12
  store<u64>(at, print)
  store<u32>(at, leaf | (digits << 16), 8)
  pendingCount++
}

/** Originals seldom begin with a number, and fields often are nothing else: these are known by few bits. */
const numbersFirst: usize = memory.data(8192)

function numberBit(print: u64): u32 {
  return <u32>(print >> 24) & 0xffff
}

export function mayBeginWith(number: u64): bool {
  const bit = numberBit(number)
  return ((load<u8>(numbersFirst + (bit >> 3)) >> (bit & 7)) & 1) !== 0
}

/** `isNumber`: the first word has digits alone. */
export function addFirst(print: u64, words: u32, isNumber: bool): void {
  if (isNumber) {
    const bit = numberBit(print)
    const held: u32 = load<u8>(numbersFirst + (bit >> 3))
    store<u8>(numbersFirst + (bit >> 3), held | (1 << (bit & 7)))
  }
  const bit = 1 << (words - 1)
  const one = firsts + (<u32>print & firstMask)
  store<u8>(one, load<u8>(one) | bit)
  const other = firsts + (<u32>(print >> 32) & firstMask)
  store<u8>(other, load<u8>(other) | bit)
}

export function lengthsOf(print: u64): u32 {
  const one: u32 = load<u8>(firsts + (<u32>print & firstMask))
  return one === 0 ? 0 : one & <u32>load<u8>(firsts + (<u32>(print >> 32) & firstMask))
}

/** By the number of digits: the chance of a number to be an original, and what one original adds to it. */
let density: usize = 0
let likely: usize = 0

export function setDensity(at: usize, ofOne: usize): void {
  density = at
  likely = ofOne
}

export function likelihood(digits: u32): f64 {
  return load<f64>(density + (digits << 3))
}

function addLikely(digits: u32): void {
  store<f64>(density + (digits << 3), likelihood(digits) + load<f64>(likely + (digits << 3)))
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

/** The leaf, or 0. */
export function find(print: u64): u32 {
  return load<u16>(placeOf(print), 4)
}

export function findNumber(print: u64): u32 {
  const bit = <u32>(print >> 13) & filterMask
  return (load<u8>(filter + (bit >> 3)) >> (bit & 7)) & 1 ? find(print) : 0
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
      if (digits !== 0) addLikely(digits)
    }
    if (known === 0 || leaf < known) store<u16>(place, leaf, 4)
    if (digits === 0) continue
    const bit = <u32>(print >> 13) & filterMask
    const held: u32 = load<u8>(filter + (bit >> 3))
    store<u8>(filter + (bit >> 3), held | (1 << (bit & 7)))
  }
  return fresh
}
