/** The parts of a text that have masks of their own, from left to right. */

/** Kinds are the places of their programs in a free-text program, see ../../wasm-text.ts. */
export const email: u32 = 0
export const phone: u32 = 1
export const nip: u32 = 2
export const pesel: u32 = 3
export const iban: u32 = 4
export const first: u32 = 5
export const last: u32 = 6
export const full: u32 = 7
/** What masks it is told beside it. */
export const ofRow: u32 = 8

/** Each: its kind, where it stands (4, 8), what is masked in its place (12, 16), and by which program (20). */
const partSize: u32 = 24
let table: usize = 0
let most: u32 = 0
export let partCount: u32 = 0

export function setParts(at: usize, count: u32): void {
  table = at
  most = count
}

export function forgetParts(): void {
  partCount = 0
}

export function partAt(index: u32): usize {
  return table + index * partSize
}

/** False when there are too many. */
export function addPart(kind: u32, from: usize, to: usize, text: usize, length: u32): bool {
  if (partCount === most) return false
  const part = partAt(partCount++)
  store<u32>(part, kind)
  store<u32>(part, <u32>from, 4)
  store<u32>(part, <u32>to, 8)
  store<u32>(part, <u32>text, 12)
  store<u32>(part, length, 16)
  return true
}

export function maskedBy(program: usize): void {
  store<u32>(partAt(partCount - 1), <u32>program, 20)
}
