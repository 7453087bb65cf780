import { ByteWriter } from '../kernel/byte-writer.ts'
import { XmlCursor, type XmlName, type XmlText } from '../kernel/xml-cursor.ts'
import { appendXmlDecoded } from '../kernel/xml-text.ts'
import { PoligonError } from '../../core/errors.ts'

/** A text of an XML document: of an attribute (`@id`), or of an element without elements in it. */
export interface XmlLeaf {
  /** The local names on the way to it, from the root. */
  readonly names: readonly string[]
  readonly value: string
}

export interface XmlReading {
  readonly leaves: readonly XmlLeaf[]
  /** The ways to elements that stand more than once in one parent, names joined by `/`. */
  readonly repeated: readonly string[]
}

const deepest = 60
const mostLeaves = 20_000
/** Of one path: what comes behind a long list is seen too. */
const mostOfPath = 200

/** Texts for people, not documents of a program: what HTML begins with (WHATWG HTML, section 4). */
const ofPages =
  /^<(?:!doctype html|html|head|body|p|div|span|b|i|u|em|strong|small|ul|ol|li|dl|table|tr|td|h[1-6]|a|img|br|hr|section|article|header|footer|main|nav|blockquote|pre|code|style|script|form|svg|center|font|iframe|figure|label|input|button)\b/i

/** Reads a document the way that masking walks it. Undefined when it is none, or has a DTD. */
export function readXml(text: string): XmlReading | undefined {
  if (ofPages.test(text.trimStart())) return undefined
  const cursor = new XmlCursor(Buffer.from(text))
  const leaves: XmlLeaf[] = []
  const repeated = new Set<string>()
  const written = ({ local, to }: XmlName) => cursor.text.toString('utf8', local, to)
  const seen = new Map<string, number>()
  const add = (names: readonly string[], parts: readonly XmlText[]) => {
    const path = names.join('/')
    const count = seen.get(path) ?? 0
    seen.set(path, count + 1)
    if (leaves.length < mostLeaves && count < mostOfPath)
      leaves.push({ names, value: decoded(cursor.text, parts) })
  }
  const element = (above: readonly string[]): string => {
    const name = cursor.openTag()
    const own = written(name)
    const names = [...above, own]
    if (names.length > deepest) throw cursor.malformed()
    for (let found = cursor.attribute(); found; found = cursor.attribute())
      if (!found.isOfXml) add([...names, `@${written(found.name)}`], [{ ...found, isCdata: false }])
    if (!cursor.selfClosing()) content(name, names)
    return own
  }
  const content = (name: XmlName, names: readonly string[]) => {
    const texts: XmlText[] = []
    const inside = new Set<string>()
    for (let next = cursor.next(); next !== 'close'; next = cursor.next()) {
      if (next === 'aside') continue
      if (next !== 'open') texts.push(next)
      else {
        const child = element(names)
        if (inside.has(child)) repeated.add([...names, child].join('/'))
        inside.add(child)
      }
    }
    cursor.closeTag(name)
    const trimmed = inside.size === 0 ? cursor.trimmed(texts) : []
    if (trimmed.length > 0) add(names, trimmed)
  }
  const between = () => {
    do cursor.space()
    while (cursor.aside())
  }
  try {
    cursor.declaration()
    between()
    element([])
    between()
    return cursor.at === cursor.text.length ? { leaves, repeated: [...repeated] } : undefined
  } catch (failure) {
    if (failure instanceof PoligonError) return undefined
    throw failure
  }
}

function decoded(text: Buffer, parts: readonly XmlText[]): string {
  const out = new ByteWriter()
  for (const { from, to, isCdata } of parts)
    if (isCdata || !appendXmlDecoded(text, from, to, out)) out.copy(text, from, to)
  return Buffer.from(out.view()).toString()
}
