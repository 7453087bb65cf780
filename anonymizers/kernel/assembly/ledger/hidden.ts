/** What stands in a text in another form. */
import { mailsIn, packedIn } from './outside.ts'
import { beginsOriginal, searchText, searchWhole, setFolded, shortest } from './search.ts'
import { compressed, escapes, folds, mailed, quoted } from './text.ts'
import { undoEscapes, undoFolding, undoQuoting, undone } from './unescape.ts'

/** Texts inside of texts inside of texts, and no deeper. */
const deepest: u32 = 6
let depth: u32 = 0

/** Where the next one goes: all memory from there on is free. */
let next: usize = 0

export function setHidden(at: usize): void {
  next = at
}

/** The place for a text of that length, for its folded form, and for as much behind both as may be read too far. */
export function hiddenAt(length: u32): usize {
  const end = behind(behind(next, length), length)
  const size = (<usize>memory.size()) << 16
  if (end > size) memory.grow(<i32>((end - size + 0xffff) >> 16))
  return next
}

/** Looks at the text that was put to {@link hiddenAt}: it is folded behind it, for it may be longer than what it was in. */
export function searchHidden(length: u32): void {
  if (length < shortest) return
  const at = next
  const room = behind(at, length)
  const outer = setFolded(room)
  next = behind(room, length)
  depth++
  searchText(at, length)
  depth--
  next = at
  setFolded(outer)
}

function behind(at: usize, length: u32): usize {
  return (at + length + 128 + 15) & ~15
}

/** Whether an original begins as the text that was put to {@link hiddenAt}. */
export function beginsHidden(length: u32): bool {
  return beginsOriginal(next, length, behind(next, length))
}

/** Whether the text that was put to {@link hiddenAt} is an original as a whole; it is noted then. */
export function searchWholeHidden(length: u32): void {
  searchWhole(next, length, behind(next, length))
}

/** What `looked` and `packed` say that the text has. */
export function lookIntoHidden(at: usize, length: u32, looked: u32, packed: bool): void {
  if (depth === deepest) return
  if ((looked & escapes) !== 0) {
    undoEscapes(at, length, hiddenAt(length))
    searchUndone(length, looked)
  }
  if ((looked & quoted) !== 0) {
    undoQuoting(at, length, hiddenAt(length))
    searchUndone(length, looked)
  }
  if ((looked & folds) !== 0) {
    undoFolding(at, length, hiddenAt(length))
    searchUndone(length, looked)
  }
  if (packed || (looked & compressed) !== 0) packedIn(at, length)
  if ((looked & mailed) !== 0) mailsIn(at, length)
}

/** What is compressed is not to be unpacked once more with the changes that were made in it: it would be damaged. */
function searchUndone(length: u32, looked: u32): void {
  if (undone === length) return
  if ((looked & compressed) !== 0) store<u8>(next, 0)
  searchHidden(undone)
}
