/** What stands in a text in another form. */
import { mailsIn, packedIn } from './outside.ts'
import { beginsOriginal, searchText, searchWhole, shortest } from './search.ts'
import { compressed, escapes, mailed, quoted } from './text.ts'
import { undoEscapes, undoQuoting, undone } from './unescape.ts'

/** Texts inside of texts inside of texts, and no deeper. */
const deepest: u32 = 6
let depth: u32 = 0

/** Where the next one goes: all memory from there on is free. */
let next: usize = 0

export function setHidden(at: usize): void {
  next = at
}

/** The place for a text of that length, and for as much behind it as may be read too far. */
export function hiddenAt(length: u32): usize {
  const end = next + length + 128
  const size = (<usize>memory.size()) << 16
  if (end > size) memory.grow(<i32>((end - size + 0xffff) >> 16))
  return next
}

/** Looks at the text that was put to {@link hiddenAt}. */
export function searchHidden(length: u32): void {
  if (length < shortest) return
  const at = next
  next = (at + length + 128 + 15) & ~15
  depth++
  searchText(at, length)
  depth--
  next = at
}

/** Whether an original begins as the text that was put to {@link hiddenAt}. */
export function beginsHidden(length: u32): bool {
  return beginsOriginal(next, length, (next + length + 128 + 15) & ~15)
}

/** Whether the text that was put to {@link hiddenAt} is an original as a whole; it is noted then. */
export function searchWholeHidden(length: u32): void {
  searchWhole(next, length, (next + length + 128 + 15) & ~15)
}

/** What `looked` and `packed` say that the text has. */
export function lookIntoHidden(at: usize, length: u32, looked: u32, packed: bool): void {
  if (depth === deepest) return
  if ((looked & escapes) !== 0) {
    undoEscapes(at, length, hiddenAt(length))
    if (undone < length) searchHidden(undone)
  }
  if ((looked & quoted) !== 0) {
    undoQuoting(at, length, hiddenAt(length))
    if (undone < length) searchHidden(undone)
  }
  if (packed || (looked & compressed) !== 0) packedIn(at, length)
  if ((looked & mailed) !== 0) mailsIn(at, length)
}
