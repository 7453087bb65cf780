/**
 * Values inside JSON documents. Words of a column that holds some: 2 in the first one, the state of the root
 * (8), see ../json-paths.ts, may unnamed values pass (12). The programs of paths are as columns are, and
 * have a word more, see {@link other}.
 */
import { passedOver, staysNull, walkPaths } from '../json-paths.ts'
import { addColumn, isCollected } from './column.ts'
import { pendingLeft } from './originals.ts'
import { seeNested } from './outside.ts'
import { lookAtMask, reaches } from './reach.ts'

const nested: u32 = 2

/** For what the strings of one document mean: as much room as the longest takes. */
let decoded: usize = 0

export function setDecoded(at: usize): void {
  decoded = at
}

export function isNested(spec: usize): bool {
  return load<u32>(spec) === nested
}

export function collectInside(spec: usize, column: u32, at: usize, length: u32): void {
  if (!walkPaths(load<u32>(spec, 8), load<u32>(spec, 12) !== 0, at, length, decoded, add, other))
    seeNested(column)
}

export function lookInside(spec: usize, column: u32, at: usize, length: u32): void {
  if (!walkPaths(load<u32>(spec, 8), load<u32>(spec, 12) !== 0, at, length, decoded, look, other))
    seeNested(column)
}

function add(
  spec: usize,
  _from: usize,
  _to: usize,
  at: usize,
  length: u32,
  _isOfNumber: bool,
): bool {
  if (length === 0 || !isCollected(spec)) return true
  // JavaScript takes them over as they come.
  if (pendingLeft() < 8192) return false
  addColumn(spec, at, length)
  return true
}

function look(
  spec: usize,
  _from: usize,
  _to: usize,
  at: usize,
  length: u32,
  _isOfNumber: bool,
): bool {
  if (length > 0 && reaches(spec)) lookAtMask(spec, at, length)
  return true
}

/** The last word: is anything replaced, or only strings and numbers? */
function other(spec: usize): u32 {
  return load<u32>(spec, 32) !== 0 ? passedOver : staysNull
}
