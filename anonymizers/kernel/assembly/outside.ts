/** Fields that JavaScript masks: answered by ../wasm-outside.ts. */
import { moveTo, o } from './output.ts'
import { kept, left, missing, written } from './programs.ts'

/** Writes the mask to `to` and returns its length; -1: the value stays, -2: NULL, -3: the row is left. */
declare function maskField(writer: u32, row: u32, to: usize): i32

/** Differs from row to row, in all lanes. */
let row: u32 = 0

export function nextRow(): void {
  row = (row + 1) & 0x7fffffff
}

/** Masks the field of the writer so numbered into the output. */
export function runOutside(writer: u32): u32 {
  const length = maskField(writer, row, o)
  if (length === -1) return kept
  if (length === -2) return missing
  if (length < 0) return left
  moveTo(o + length)
  return written
}

/** Puts the subject for a digest of an id to `to`; 0 where there is none. */
declare function findPerson(digest: usize, to: usize): i32

export function findOutside(digest: usize, to: usize): bool {
  return findPerson(digest, to) !== 0
}
