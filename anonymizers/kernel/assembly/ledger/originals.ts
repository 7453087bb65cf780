/** Fingerprints of originals as they are found, on their way to the table that threads share; see table.ts. */

/** What was added and not yet taken over by JavaScript: fingerprint, leaf and digits; 12 bytes. */
let pending: usize = 0
let pendingRoom: u32 = 0
export let pendingCount: u32 = 0

/** The last fingerprint of each place, and its leaf, 16 bytes: most repetitions end here. */
let recent: usize = 0
const recentMask: u64 = 0xffff

export function setPending(at: usize, room: u32, recentAt: usize): void {
  pending = at
  pendingRoom = room
  recent = recentAt
}

export function takePending(): void {
  pendingCount = 0
}

/** No more than so many may be added before {@link takePending}. */
export function pendingLeft(): u32 {
  return pendingRoom - pendingCount
}

/** `digits`: of a number, else 0. False when it was added not long ago, with all that goes with it. */
export function add(print: u64, leaf: u32, digits: u32): bool {
  const seen = recent + ((<usize>((print >> 20) & recentMask)) << 4)
  if (load<u64>(seen) === print && load<u32>(seen, 8) <= leaf) return false
  store<u64>(seen, print)
  store<u32>(seen, leaf, 8)
  const at = pending + pendingCount * 12
  store<u64>(at, print)
  store<u32>(at, leaf | (digits << 16), 8)
  pendingCount++
  return true
}

/** By the number of digits: the chance of a number to be an original. */
let density: usize = 0

export function setDensity(at: usize): void {
  density = at
}

export function likelihood(digits: u32): f64 {
  return load<f64>(density + (digits << 3))
}
