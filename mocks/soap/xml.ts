import { XMLParser } from 'fast-xml-parser'

/** An XML element with its namespace found: prefixes are a matter of taste and never looked at. */
export interface XmlElement {
  readonly namespace: string
  readonly name: string
  readonly children: readonly XmlElement[]
  /** Text directly inside, trimmed. */
  readonly text: string
}

/** Text that is not XML, or XML that nobody should send: document types, deep nesting. */
export class XmlError extends Error {}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: false,
  cdataPropName: '#cdata',
  maxNestedTags: 100,
})

/** @throws XmlError */
export function parseXml(text: string): XmlElement {
  // SOAP 1.1 §3 forbids a document type; without one there are no entities to expand or to fetch.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new XmlError('document types are not taken')
  let nodes: readonly ParsedNode[]
  try {
    nodes = parser.parse(text, true) as readonly ParsedNode[]
  } catch {
    throw new XmlError('not well-formed')
  }
  const root = elements(nodes, new Map())[0]
  if (!root) throw new XmlError('no element')
  return root
}

/** The first child with this local name, in any namespace. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name)
}

export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const predefined: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

/** The five entities and character references of XML 1.0 §4.1, §4.6; anything else stays as it is. */
function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi,
    (whole, decimal, hex, entity) => {
      if (entity !== undefined) return predefined[String(entity)] ?? whole
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

/**
 * fast-xml-parser's ordered form: one key for the tag, `:@` for its attributes, `#text` for text as
 * it was written, `#cdata` around text that is literal.
 */
type ParsedNode = Readonly<Record<string, unknown>>

function textOf(node: ParsedNode): string {
  if (typeof node['#text'] === 'string') return unescapeXml(node['#text'])
  const literal = (node['#cdata'] as readonly ParsedNode[] | undefined)?.[0]?.['#text']
  return typeof literal === 'string' ? literal : ''
}

function elements(
  nodes: readonly ParsedNode[],
  outer: ReadonlyMap<string, string>,
): readonly XmlElement[] {
  return nodes.flatMap((node) => {
    const tag = Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#'))
    if (tag === undefined) return []
    const attributes = (node[':@'] ?? {}) as Readonly<Record<string, string>>
    const scope = new Map(outer)
    for (const [key, value] of Object.entries(attributes))
      if (key === 'xmlns') scope.set('', unescapeXml(value))
      else if (key.startsWith('xmlns:')) scope.set(key.slice(6), unescapeXml(value))
    const colon = tag.indexOf(':')
    const inside = node[tag] as readonly ParsedNode[]
    return [
      {
        namespace: scope.get(colon < 0 ? '' : tag.slice(0, colon)) ?? '',
        name: tag.slice(colon + 1),
        children: elements(inside, scope),
        text: inside.map(textOf).join('').trim(),
      },
    ]
  })
}
