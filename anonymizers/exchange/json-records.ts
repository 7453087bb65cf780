import { say } from '../../core/redacted.ts'
import { byte } from '../dialects/byte-classes.ts'
import {
  isBlank,
  malformed,
  noLevel,
  skipBlanks,
  unended,
  type Bounds,
  type Level,
  type Reading,
  type Step,
} from './records.ts'

const quote = 0x22
const colon = 0x3a
const opens = (code: number | undefined) => code === 0x5b || code === 0x7b
const closes = (code: number | undefined) => code === 0x5d || code === 0x7d
const closing: Readonly<Record<string, string>> = { '[': ']', '{': '}' }

/**
 * The next element of a list, the next member of an object, or a bracket. Whether a part is well formed is for
 * its walker to say.
 *
 * @throws Refusal where none of them can be.
 */
export function readJsonStep(
  bytes: Buffer,
  at: number,
  bounds: Bounds,
  { levels, behind }: Reading,
): Step | undefined {
  const { end } = bounds
  const level = levels.at(-1)
  let from = skipBlanks(bytes, at, end)
  if (!level && behind === 'part') {
    if (from < end) throw malformed(from, say`Something stands behind a document.`)
    return bounds.last && from > at ? { to: end, reading: { levels, behind } } : undefined
  }
  if (from === end) return unended(bounds)
  if (level && behind === 'part' && !closes(bytes[from])) {
    if (bytes[from] !== byte.comma) throw malformed(from, say`A document is not well formed.`)
    from = skipBlanks(bytes, from + 1, end)
    if (from === end) return unended(bounds)
    if (closes(bytes[from])) throw malformed(from, say`A part of a document is missing.`)
  }
  if (level && closes(bytes[from])) {
    if (bytes[from] !== closing[level.name]?.charCodeAt(0))
      throw malformed(from, say`A document is not well formed.`)
    return { to: from + 1, reading: { levels: levels.slice(0, -1), behind: 'part' } }
  }
  if (bytes[from] === byte.comma) throw malformed(from, say`A part of a document is missing.`)
  const value = level?.name === '{' ? valueOf(bytes, from, bounds) : from
  return value === undefined ? undefined : part(bytes, from, value, bounds, levels)
}

function part(
  bytes: Buffer,
  from: number,
  value: number,
  { end, last, endsPart, longest }: Bounds,
  levels: readonly Level[],
): Step | undefined {
  const around = levels.at(-1) ?? noLevel
  const to = endOfValue(bytes, value, end)
  const hasParts = opens(bytes[value])
  if (hasParts && (to < end || last ? to - from > longest : end - from > longest)) {
    const name = String.fromCharCode(bytes[value] as number)
    const inner: Level = {
      name,
      before: around.before + bytes.toString('latin1', from, value) + name,
      after: closing[name] + around.after,
    }
    return { to: value + 1, reading: { levels: [...levels, inner], behind: 'begin' } }
  }
  const mayEnd = levels.length === 0 ? last : endsPart
  if (to === end && !mayEnd) {
    if (last) throw malformed(end, say`A document does not end.`)
    return undefined
  }
  const { before, after } = around
  return { to, part: { from, before, after }, reading: { levels, behind: 'part' } }
}

/** Where the value of the member at `from` begins. */
function valueOf(bytes: Buffer, from: number, bounds: Bounds): number | undefined {
  const { end } = bounds
  if (bytes[from] !== quote) throw malformed(from, say`A document is not well formed.`)
  const name = endOfText(bytes, from, end)
  const at = skipBlanks(bytes, name + 1, end)
  if (at >= end) return unended(bounds)
  if (bytes[at] !== colon) throw malformed(at, say`A document is not well formed.`)
  const value = skipBlanks(bytes, at + 1, end)
  return value >= end ? unended(bounds) : value
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
