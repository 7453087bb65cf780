/** The twin of ../network-of-two.ts and its neighbours, for many values side by side. */
import {
  firstLimbs,
  keyAt,
  knownAt,
  ofMany,
  ofOne,
  ofTwo,
  othersAt,
  secondLimbs,
  sizesAt,
} from './network.ts'
import { hashWordsFour } from './prf.ts'

/**
 * What is permuted stands in notes (see ./ahead.ts): the network (8), and its limbs from 16 on: of two halves
 * eight bytes each, of more limbs four.
 */
export const networkOf: usize = 8
export const limbsOf: usize = 16

const rounds: u32 = 7

/** Permutes the sequences of `count` notes once. */
export function permuteNotes(notes: usize, count: u32): void {
  for (let round: u32 = 0; round < rounds; round++) turn(notes, count, round, false)
  for (let i: u32 = 0; i < count; i++) step(load<u32>(notes + (i << 2)))
  for (let round = rounds; round > 0; round--) turn(notes, count, round - 1, true)
}

/** To the next sequence; of a single digit, to its image. */
function step(note: usize): void {
  const network: usize = load<u32>(note, networkOf)
  const limbs = note + limbsOf
  const kind: u32 = load<u32>(network)
  if (kind === ofOne) {
    store<u64>(limbs, load<u8>(network + sizesAt + <usize>load<u32>(limbs)))
  } else if (kind === ofTwo) {
    if (countOn(limbs + 8, load<f64>(network, sizesAt + 8)))
      countOn(limbs, load<f64>(network, sizesAt))
  } else {
    const last = load<u32>(network, firstLimbs) + load<u32>(network, secondLimbs)
    for (let i = last; i > 0; i--) {
      const limb = limbs + ((i - 1) << 2)
      const next = load<u32>(limb) + 1
      const isOver = next === load<u32>(network + ((i - 1) << 2), sizesAt)
      store<u32>(limb, isOver ? 0 : next)
      if (!isOver) break
    }
  }
}

/** Whether the half began again. */
function countOn(half: usize, size: f64): bool {
  const next = load<u64>(half) + 1
  const isOver = next === <u64>size
  store<u64>(half, isOver ? 0 : next)
  return isOver
}

const waiting: usize = memory.data(16)
const knownHere: usize = memory.data(16)
const keys: usize = memory.data(16)
const messages: usize = memory.data(16)
const lengths: usize = memory.data(16, 16)
const results: usize = memory.data(16)
const blocks: usize = memory.data(256, 16)
const digests: usize = memory.data(64, 16)
let lanes: u32 = 0

/** One round: even ones change the first half by the second, odd ones the second by the first. */
function turn(notes: usize, count: u32, round: u32, back: bool): void {
  const odd = round & 1
  for (let i: u32 = 0; i < count; i++) {
    const note: usize = load<u32>(notes + (i << 2))
    const network: usize = load<u32>(note, networkOf)
    const kind: u32 = load<u32>(network)
    if (kind === ofOne) continue
    let known: usize = 0
    if (kind === ofTwo) {
      const other: u64 = load<u64>(note + ((1 - odd) << 3), limbsOf)
      known = load<u32>(network + (odd << 2), knownAt)
      if (known !== 0) {
        const others: u32 = load<u32>(network + (odd << 2), othersAt)
        known += ((round >> 1) * others + <u32>other) << 2
        const found: u32 = load<u32>(known)
        if (found !== 0) {
          addToHalf(note, odd, network, found - 1, back)
          continue
        }
      }
      const block = takeLane(note, network, 20)
      store<u32>(block, round)
      store<u64>(block, other, 4)
    } else {
      const first: u32 = load<u32>(network, firstLimbs)
      const others = odd === 0 ? load<u32>(network, secondLimbs) : first
      const block = takeLane(note, network, (others + 1) << 2)
      store<u32>(block, round)
      memory.copy(block + 4, note + limbsOf + (odd === 0 ? first << 2 : 0), others << 2)
    }
    store<u32>(knownHere + ((lanes - 1) << 2), <u32>known)
    if (lanes === 4) hashLanes(odd, back)
  }
  if (lanes > 0) hashLanes(odd, back)
}

/** Where the message of the next lane goes, which is of so many bytes. */
function takeLane(note: usize, network: usize, length: u32): usize {
  const zero = i32x4(0, 0, 0, 0)
  const lane = lanes++ << 2
  const block = blocks + (lane << 4)
  v128.store(block, zero)
  v128.store(block, zero, 16)
  v128.store(block, zero, 32)
  v128.store(block, zero, 48)
  store<u32>(waiting + lane, <u32>note)
  store<u32>(keys + lane, <u32>(network + keyAt))
  store<u32>(messages + lane, <u32>block)
  store<u32>(lengths + lane, length)
  store<u32>(results + lane, <u32>(digests + (lane << 2)))
  return block
}

function hashLanes(odd: u32, back: bool): void {
  for (let lane = lanes << 2; lane < 16; lane += 4) {
    store<u32>(keys + lane, load<u32>(keys))
    store<u32>(messages + lane, load<u32>(messages))
    store<u32>(lengths + lane, load<u32>(lengths))
    store<u32>(results + lane, <u32>(digests + (lane << 2)))
  }
  hashWordsFour(keys, messages, lengths, results)
  for (let lane: u32 = 0; lane < lanes; lane++) {
    const note: usize = load<u32>(waiting + (lane << 2))
    const network: usize = load<u32>(note, networkOf)
    const digest = digests + (lane << 4)
    if (load<u32>(network) === ofMany) {
      addToLimbs(note, odd, network, digest, back)
      continue
    }
    // 52 bits, as many as a fraction below 1 can have.
    const bits = <f64>load<u32>(digest) * 1048576.0 + <f64>(load<u32>(digest, 4) >> 12)
    const more = <u64>((bits / 4503599627370496.0) * load<f64>(network + (odd << 3), sizesAt))
    const known: usize = load<u32>(knownHere + (lane << 2))
    if (known !== 0) store<u32>(known, <u32>more + 1)
    addToHalf(note, odd, network, more, back)
  }
  lanes = 0
}

function addToHalf(note: usize, odd: u32, network: usize, more: u64, back: bool): void {
  const half = note + limbsOf + (odd << 3)
  const size = <u64>load<f64>(network + (odd << 3), sizesAt)
  const value = load<u64>(half)
  const sum = back ? value + size - more : value + more
  store<u64>(half, sum >= size ? sum - size : sum)
}

function addToLimbs(note: usize, odd: u32, network: usize, digest: usize, back: bool): void {
  const first: u32 = load<u32>(network, firstLimbs)
  const count = odd === 0 ? first : load<u32>(network, secondLimbs)
  const from = odd === 0 ? 0 : first
  for (let i: u32 = 0; i < count; i++) {
    const limb = note + limbsOf + ((from + i) << 2)
    const size = <u64>load<u32>(network + ((from + i) << 2), sizesAt)
    const more = <u64>((<f64>load<u32>(digest + (i << 2)) / 4294967296.0) * <f64>size)
    const value = <u64>load<u32>(limb)
    const sum = back ? value + size - more : value + more
    store<u32>(limb, <u32>(sum >= size ? sum - size : sum))
  }
}
