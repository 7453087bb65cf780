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

/** The number of the persona of a list's element. */
const ofElement: u32 = 64
let element: usize = 0

/** What is masked from now on is of the element that has this slot; 0: of none. */
export function enterElement(slot: usize): void {
  element = slot
}

/** Fills the slot of an element by what names its person; false when JavaScript must do it. */
export function findElement(slot: usize, form: u32, key: usize, name: usize, length: u32): bool {
  if (!canonicalize(form, name, length, canonical)) return false
  hash(key, canonical, canonicalLength)
  v128.store(slot, v128.load(digest), 16)
  store<u32>(slot, 1, 12)
  return true
}

/** Nothing names the person of the element. */
export function noElement(slot: usize): void {
  store<u32>(slot, 2, 12)
}

/** Where the subject of a persona stands that was found; `person` counts from 1. */
export function subjectOf(person: u32): usize {
  if (person === ofElement) return element + 16
  return ofRow + ((person - 1) << 5) + 16
}

/** 1: found, 2: none, -1: JavaScript must do it. */
export function findPersona(person: u32): i32 {
  if (person === ofElement) return element === 0 ? 2 : load<i32>(element, 12)
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
