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

/** fast-xml-parser's ordered form: one key for the tag, `:@` for its attributes, `#text` for text. */
type ParsedNode = Readonly<Record<string, unknown>>

function elements(
  nodes: readonly ParsedNode[],
  outer: ReadonlyMap<string, string>,
): readonly XmlElement[] {
  return nodes.flatMap((node) => {
    const tag = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
    if (tag === undefined) return []
    const attributes = (node[':@'] ?? {}) as Readonly<Record<string, string>>
    const scope = new Map(outer)
    for (const [key, value] of Object.entries(attributes))
      if (key === 'xmlns') scope.set('', value)
      else if (key.startsWith('xmlns:')) scope.set(key.slice(6), value)
    const colon = tag.indexOf(':')
    const inside = node[tag] as readonly ParsedNode[]
    return [
      {
        namespace: scope.get(colon < 0 ? '' : tag.slice(0, colon)) ?? '',
        name: tag.slice(colon + 1),
        children: elements(inside, scope),
        text: inside
          .map((one) => (typeof one['#text'] === 'string' ? one['#text'] : ''))
          .join('')
          .trim(),
      },
    ]
  })
}
