import { blankBytes, byte } from './byte-classes.ts'
import { hidesRows } from './hidden-rows.ts'

/**
 * The position after the comment at `from`; `from` itself when there is none; -1 when it is not closed.
 * `last`: nothing follows `bytes`, so that a comment that goes to the end of its line is closed by it.
 */
export type CommentEnd = (bytes: Buffer, from: number, last: boolean) => number

/** What stands before a statement. */
export interface Blank {
  /** Where the statement begins; -1 when `bytes` ends before that is known. */
  readonly to: number
  /** Where a comment stands that looks like a bulk statement that was commented out; -1: there is none. */
  readonly hidden: number
}

/** Passes over blanks and comments. */
export function skipBlank(
  bytes: Buffer,
  from: number,
  commentEnd: CommentEnd,
  last: boolean,
): Blank {
  let hidden = -1
  for (let at = from; ;) {
    while (at < bytes.length && blankBytes[bytes[at] as number] === 1) at++
    const end = commentEnd(bytes, at, last)
    if (end < 0) return { to: -1, hidden }
    if (end === at) return { to: at, hidden }
    if (hidden < 0 && hidesRows(bytes, at, end)) hidden = at
    at = end
  }
}

/** The position after the line that `at` is in; see {@link CommentEnd}. */
export function lineEnd(bytes: Buffer, at: number, last: boolean): number {
  const line = bytes.indexOf(byte.newline, at)
  return line >= 0 ? line + 1 : last ? bytes.length : -1
}
