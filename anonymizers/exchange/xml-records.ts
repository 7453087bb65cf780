import { say } from '../../core/redacted.ts'
import {
  malformed,
  noLevel,
  skipBlanks,
  unended,
  type Around,
  type Bounds,
  type Level,
  type Reading,
  type Step,
} from './records.ts'

const [less, greater, slash, exclamation, question] = [0x3c, 0x3e, 0x2f, 0x21, 0x3f]

const cdata = '<![CDATA['

/** What goes on to a mark of its own, with `<` in front. */
const asides = [
  ['<!--', '-->'],
  [cdata, ']]>'],
  ['<?', '?>'],
] as const
const longestOpening = 9

/**
 * The next element, text, comment or instruction of an element, or its end. Whether a part is well formed is for
 * its walker to say.
 *
 * @throws Refusal where none of them can be.
 */
export function readXmlStep(
  bytes: Buffer,
  at: number,
  bounds: Bounds,
  reading: Reading,
): Step | undefined {
  const { end, last } = bounds
  const { levels, behind } = reading
  const level = levels.at(-1)
  const mark = levels.length === 0 && behind === 'begin' ? markAt(bytes, at) : 0
  const from = skipBlanks(bytes, at + mark, end)
  if (from === end) {
    if (level || behind === 'begin') return unended(bounds)
    return last && from > at ? { to: end, reading } : undefined
  }
  if (bytes[from] !== less) return text(bytes, from, bounds, reading)
  if (end - from < longestOpening && !last) return undefined
  const starts = (opening: string) =>
    bytes.toString('latin1', from, Math.min(end, from + opening.length)) === opening
  if (level && starts('</')) return close(bytes, from, bounds, levels, level)
  if (levels.length === 0 && starts('<?xml') && behind === 'begin') {
    const to = behindMark(bytes, from, '?>', end)
    return to < 0 ? unended(bounds) : { to, reading }
  }
  for (const [opening, mark] of asides)
    if (starts(opening)) {
      const to = behindMark(bytes, from + opening.length, mark, end)
      const put = opening === cdata ? textAt : partAt
      return to < 0 ? unended(bounds) : put(from, to, reading)
    }
  if (starts('<!'))
    throw malformed(from, say`A document has a DTD, which can declare and include anything.`)
  if (!level && behind === 'part') throw malformed(from, say`Something stands behind a document.`)
  return element(bytes, from, bounds, reading)
}

/** What stands beside the outermost element gets one that is empty. */
const partAt = (
  from: number,
  to: number,
  { levels, behind }: Reading,
  outermost: Around = { before: '', after: '<x/>' },
): Step => {
  const { before, after } = levels.at(-1) ?? outermost
  return {
    to,
    part: { from, before, after },
    reading: { levels, behind: levels.length === 0 ? behind : 'part' },
  }
}

/** Of an element that has elements, and is too long: an empty one shows that. */
function textAt(from: number, to: number, reading: Reading): Step {
  const { part, ...step } = partAt(from, to, reading)
  return { ...step, part: { from, before: part?.before ?? '', after: `<x/>${part?.after ?? ''}` } }
}

function text(bytes: Buffer, from: number, bounds: Bounds, reading: Reading): Step | undefined {
  const { levels } = reading
  if (levels.length === 0) throw malformed(from, say`A document is not well formed.`)
  const to = bytes.indexOf(less, from)
  const isOpen = to < 0 || to >= bounds.end
  if (isOpen && !bounds.last) return undefined
  return textAt(from, isOpen ? bounds.end : to, reading)
}

function close(
  bytes: Buffer,
  from: number,
  bounds: Bounds,
  levels: readonly Level[],
  { name }: Level,
): Step | undefined {
  const to = bytes.indexOf(greater, from) + 1
  if (to === 0 || to > bounds.end) return unended(bounds)
  if (bytes.toString('latin1', from + 2, to - 1).trimEnd() !== name)
    throw malformed(from, say`A document is not well formed.`)
  return { to, reading: { levels: levels.slice(0, -1), behind: 'part' } }
}

function element(bytes: Buffer, from: number, bounds: Bounds, reading: Reading): Step | undefined {
  const { end, last, longest } = bounds
  const { levels } = reading
  const to = endOfElement(bytes, from, end)
  if (to >= 0 && to - from <= longest) return partAt(from, to, { levels, behind: 'part' }, noLevel)
  if (to < 0 && end - from <= longest && !last) return undefined
  const open = endOfTag(bytes, from, end)
  if (open < 0) return unended(bounds)
  // One tag alone, or a text: it has no parts.
  if (open === to || beginsWithText(bytes, open, end)) {
    if (to < 0) return unended(bounds)
    return partAt(from, to, { levels, behind: 'part' }, noLevel)
  }
  const [name = ''] = /^[^\s/>]+/.exec(bytes.toString('latin1', from + 1, open)) ?? []
  const around = levels.at(-1) ?? noLevel
  const after = `</${name}>${around.after}`
  const inner: Level = { name, before: `${around.before}<${name}>`, after }
  const hasAttributes = open - from > name.length + 2
  return {
    to: open,
    ...(hasAttributes ? { part: { from, before: around.before, after } } : {}),
    reading: { levels: [...levels, inner], behind: 'begin' },
  }
}

function beginsWithText(bytes: Buffer, from: number, end: number): boolean {
  const at = skipBlanks(bytes, from, end)
  return (
    at < end && (bytes[at] !== less || bytes.toString('latin1', at, at + cdata.length) === cdata)
  )
}

/** Behind the element at `from`; -1 when it goes on. */
function endOfElement(bytes: Buffer, from: number, end: number): number {
  let depth = 0
  for (let at = from; at >= 0 && at < end; at = bytes.indexOf(less, at)) {
    const next = bytes[at + 1]
    const aside =
      next === exclamation || next === question
        ? asides.find(([opening]) => bytes.toString('latin1', at, at + opening.length) === opening)
        : undefined
    if (aside) {
      at = behindMark(bytes, at + aside[0].length, aside[1], end)
      if (at < 0) return -1
      continue
    }
    const to = endOfTag(bytes, at, end)
    if (to < 0) return -1
    if (bytes[at + 1] === slash) depth--
    else if (bytes[to - 2] !== slash) depth++
    if (depth === 0) return to
    at = to
  }
  return -1
}

/** Behind the tag at `from`, whose attributes may hold its sign; -1 when it goes on. */
function endOfTag(bytes: Buffer, from: number, end: number): number {
  let quote = 0
  for (let at = from + 1; at < end; at++) {
    const code = bytes[at] as number
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 0x22 || code === 0x27) quote = code
    else if (code === greater) return at + 1
  }
  return -1
}

function behindMark(bytes: Buffer, from: number, mark: string, end: number): number {
  const found = bytes.indexOf(mark, from, 'latin1')
  return found < 0 || found + mark.length > end ? -1 : found + mark.length
}

/** Of a byte order mark. */
const markAt = (bytes: Buffer, at: number): number =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? 3 : 0
