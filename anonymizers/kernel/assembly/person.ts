/** The twin of ../row-persona.ts. */
import { findOutside } from './outside.ts'
import { digest, hash } from './prf.ts'
import { canonicalize, canonicalLength } from './canonical.ts'
import { fieldAt, fieldLength, isMissing } from './fields.ts'

/** In place of a form: the field is the id of a row of another table. */
const byId: u32 = 255

let canonical: usize = 0

export function setPerson(canonicalAt: usize): void {
  canonical = canonicalAt
}

/**
 * Slots of eight words: place of the field, canonical form, key, state (0: not asked in this row, 1:
 * found, 2: none), and the four words of the subject. Each row that is at hand has its own.
 */
const slots: usize = memory.data(8192, 16)
const mostOfRow: usize = 512
let ofRow: usize = slots

export function enterPersons(row: u32): void {
  ofRow = slots + <usize>row * mostOfRow
}

/** Nothing is known in the row that was entered: it gets the slots at `from`. */
export function forgetPersons(from: usize, count: u32): void {
  memory.copy(ofRow, from, count << 5)
}

/** Where the subject of a persona stands that was found; `person` counts from 1. */
export function subjectOf(person: u32): usize {
  return ofRow + ((person - 1) << 5) + 16
}

/** 1: found, 2: none, -1: JavaScript must do it. */
export function findPersona(person: u32): i32 {
  const slot = subjectOf(person) - 16
  const state: i32 = load<i32>(slot, 12)
  if (state !== 0) return state
  const place: u32 = load<u32>(slot)
  if (isMissing(place) || fieldLength(place) === 0) {
    store<u32>(slot, 2, 12)
    return 2
  }
  const form: u32 = load<u32>(slot, 4)
  if (form === byId) {
    hash(load<u32>(slot, 8), fieldAt(place), fieldLength(place))
    store<u32>(slot, findOutside(digest, slot + 16) ? 1 : 2, 12)
    return load<i32>(slot, 12)
  }
  if (!canonicalize(form, fieldAt(place), fieldLength(place), canonical)) return -1
  hash(load<u32>(slot, 8), canonical, canonicalLength)
  v128.store(slot, v128.load(digest), 16)
  store<u32>(slot, 1, 12)
  return 1
}
