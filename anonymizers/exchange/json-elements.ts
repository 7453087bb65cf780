import { say, type Redacted } from '../../core/redacted.ts'
import { byte } from '../dialects/byte-classes.ts'
import { Refusal } from '../dialects/refusal.ts'

/** An element of the list that a JSON file is, with what ends it. Places are those of bytes. */
export interface Element {
  /** Where the value begins and ends; both the same where the list is empty. */
  readonly from: number
  readonly to: number
  /** Behind the comma, or behind the bracket and all blanks that follow. */
  readonly next: number
  readonly isLast: boolean
}

export const missingElement = (at: number): Refusal =>
  wrong(at, say`An element of the list that the file is is missing.`)

const isBlank = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d)
const quote = 0x22
const opens = (code: number) => code === 0x5b || code === 0x7b
const closes = (code: number) => code === 0x5d || code === 0x7d

/**
 * The element that begins at or behind `at`; undefined when `bytes` end before it does. Whether it is well
 * formed is for its walker to say.
 *
 * @param last - no bytes follow.
 * @throws Refusal where no element can be.
 */
export function readElement(
  bytes: Buffer,
  at: number,
  end: number,
  last: boolean,
): Element | undefined {
  const from = skipBlanks(bytes, at, end)
  const to = endOfValue(bytes, from, end)
  const stop = skipBlanks(bytes, to, end)
  if (stop === end) {
    if (last) throw wrong(at, say`The list that the file is does not end.`)
    return undefined
  }
  if (bytes[stop] === byte.comma) {
    if (to === from) throw missingElement(from)
    return { from, to, next: stop + 1, isLast: false }
  }
  if (bytes[stop] !== 0x5d) throw wrong(stop, say`The list that the file is is not well formed.`)
  const next = skipBlanks(bytes, stop + 1, end)
  if (next < end) throw wrong(next, say`Something stands behind the list that the file is.`)
  return last ? { from, to, next, isLast: true } : undefined
}

const wrong = (at: number, what: Redacted) =>
  new Refusal(at, what, say`Mend the file, or take it out of the folder.`)

function skipBlanks(bytes: Buffer, from: number, end: number): number {
  let at = from
  while (at < end && isBlank(bytes[at] as number)) at++
  return at
}

/** Behind a value, as far as brackets and quotes tell; `end` when it goes on. */
function endOfValue(bytes: Buffer, from: number, end: number): number {
  let depth = 0
  for (let at = from; at < end; at++) {
    const code = bytes[at] as number
    if (code === quote) {
      at = endOfText(bytes, at, end)
      if (at >= end) return end
    } else if (opens(code)) depth++
    else if (closes(code) && --depth < 0) return at
    else if (depth === 0 && (code === byte.comma || isBlank(code))) return at
    if (depth === 0 && closes(code)) return at + 1
  }
  return end
}

/** At the quote that ends the text which begins at `from`. */
function endOfText(bytes: Buffer, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
    if (bytes[at] === byte.backslash) at++
    else if (bytes[at] === quote) return at
  }
  return end
}

/** Where the first element may begin, in the first bytes of a file; undefined when it is no list. */
export function beginOfList(head: Buffer): number | undefined {
  const at = skipBlanks(head, 0, head.length)
  return head[at] === 0x5b ? at + 1 : undefined
}
