import { say, type Redacted } from '../../core/redacted.ts'
import { ByteWriter } from './byte-writer.ts'
import type { ElementPersona } from './element-persona.ts'
import { isValueAsName } from './member-name.ts'
import { endOf, intoElement, intoMember, leadOn, type PathNode } from './path-tree.ts'
import { outcome, type Step } from './step.ts'
import { deepest, nowhere, refusedAt, WalkedValue } from './walked-value.ts'
import { XmlCursor, type XmlName, type XmlText } from './xml-cursor.ts'
import {
  appendXmlDecoded,
  appendXmlEncoded,
  xmlStyle,
  type XmlPlace,
  type XmlStyle,
} from './xml-text.ts'

const empty = new Uint8Array(0)

/**
 * Walks an XML document (XML 1.0 with namespaces, no DTD) and masks the texts and attributes that paths
 * end at. An element is a member by its local name, an attribute by `@` and its own; `[*]` behind a name
 * makes each of the elements called so a person. Every byte outside of them is copied, blanks around a text
 * included; new text is escaped as it stood, in CDATA where it stood in CDATA.
 *
 * @throws POLIGON_VALUE when the document is malformed or has a DTD, when `stop` is set and a text, an
 * attribute, a comment or an instruction has no path, or when what a path leads to cannot be treated as
 * the path says.
 */
export function compileXmlWalk(root: PathNode, stop: boolean): Step {
  return new XmlWalker(root, stop).step
}

class XmlWalker {
  readonly step: Step
  readonly #walked = new WalkedValue()
  readonly #decoded = new ByteWriter()
  #cursor = new XmlCursor(empty)
  #style: XmlStyle | undefined

  constructor(root: PathNode, stop: boolean) {
    this.step = this.#walked.step((text) => {
      const cursor = new XmlCursor(text)
      this.#cursor = cursor
      this.#style = undefined
      cursor.declaration()
      this.#between(stop)
      this.#element([root], !stop, 0)
      this.#between(stop)
      if (cursor.at !== text.length) throw cursor.malformed()
    })
  }

  /** What may stand around the root element. */
  #between(stop: boolean): void {
    const cursor = this.#cursor
    for (;;) {
      cursor.space()
      if (!cursor.aside()) return
      if (stop) throw this.#refused(say`A comment or instruction is named by no path.`)
    }
  }

  /** `free`: texts and attributes that no path names may pass. */
  #element(parents: readonly PathNode[], free: boolean, depth: number): void {
    const cursor = this.#cursor
    if (depth > deepest) throw cursor.malformed()
    const name = cursor.openTag()
    const nodes = this.#into(parents, cursor.text.subarray(name.local, name.to), free)
    for (const { element } of nodes) if (element) this.#meet(element, name, depth)
    this.#body(name, nodes, free, depth)
  }

  #into(nodes: readonly PathNode[], name: Uint8Array, free: boolean): readonly PathNode[] {
    const members = intoMember(nodes, name)
    const next = [...members, ...intoElement(members)]
    if (isValueAsName(name, nodes, next, free))
      throw this.#refused(say`The name of an element is a long number.`)
    return next
  }

  /** Reads an element ahead, for the person that it is about. */
  #meet(element: ElementPersona, name: XmlName, depth: number): void {
    const { at } = this.#cursor
    element.begin()
    this.#body(name, [element.reader], true, depth)
    element.end()
    this.#cursor.at = at
  }

  /** From behind the name to behind the closing tag. */
  #body(name: XmlName, nodes: readonly PathNode[], free: boolean, depth: number): void {
    const cursor = this.#cursor
    const end = endOf(nodes)
    const isFree = free || end?.keeps === true
    const step = end?.keeps ? undefined : end?.step
    for (let found = cursor.attribute(); found; found = cursor.attribute())
      if (!found.isOfXml) this.#attribute(found, nodes, isFree)
    if (cursor.selfClosing()) return this.#expand(name, step)
    this.#content(name, nodes, step, isFree, depth)
  }

  #attribute(
    { name, from, to, quote }: { name: XmlName; from: number; to: number; quote: number },
    nodes: readonly PathNode[],
    free: boolean,
  ): void {
    const { text } = this.#cursor
    const own = Buffer.concat([Buffer.from('@'), text.subarray(name.local, name.to)])
    const next = intoMember(nodes, own)
    const end = endOf(next)
    if (end?.keeps) return
    if (!end?.step) {
      if (to > from && !free) throw this.#refused(say`An attribute is named by no path.`)
      return
    }
    const value = this.#decode([{ from, to, isCdata: false }])
    const done = this.#walked.run(end.step, value)
    if (done !== outcome.kept)
      this.#replace(from, to, done === outcome.null ? empty : this.#walked.masked.view(), { quote })
  }

  /** `<a/>` holds nothing; only a constant can fill it. */
  #expand(name: XmlName, step: Step | undefined): void {
    const { at, text } = this.#cursor
    if (!step || this.#walked.run(step, empty) !== outcome.written) return
    const { out, masked } = this.#walked
    if (masked.length === 0) return
    this.#walked.splice(at - 2, at)
    out.byte(0x3e)
    this.#encode(masked.view(), 'content')
    out.copy(Buffer.from('</'))
    out.copy(text, name.from, name.to)
    out.byte(0x3e)
  }

  #content(
    name: XmlName,
    nodes: readonly PathNode[],
    step: Step | undefined,
    free: boolean,
    depth: number,
  ): void {
    const cursor = this.#cursor
    const from = cursor.at
    const texts: XmlText[] = []
    let inner = nodes
    let whole: Uint8Array | undefined
    let hasElements = false
    for (let next = cursor.next(); next !== 'close'; next = cursor.next()) {
      if (next === 'aside') {
        if (!free) throw this.#refused(say`A comment or instruction is named by no path.`)
      } else if (next !== 'open') texts.push(next)
      else {
        if (!hasElements && step) whole = this.#whole(step, nodes)
        hasElements = true
        if (whole) inner = nowhere
        this.#element(inner, free || whole !== undefined, depth + 1)
      }
    }
    const to = cursor.at
    cursor.closeTag(name)
    if (whole) this.#replace(from, to, whole, 'content')
    else if (step && !hasElements) this.#text(step, texts, from, to)
    else this.#unnamed(texts, nodes, free, hasElements)
  }

  /** What takes the place of all that is in an element; undefined when the paths lead on into it. */
  #whole(step: Step, nodes: readonly PathNode[]): Uint8Array | undefined {
    const done = this.#walked.run(step, null)
    if (done === outcome.null) return empty
    if (done === outcome.written) return this.#walked.masked.view().slice()
    if (!leadOn(nodes)) throw this.#refused(say`A path ends at an element that has elements.`)
    return undefined
  }

  #text(step: Step, texts: readonly XmlText[], from: number, to: number): void {
    const trimmed = this.#cursor.trimmed(texts)
    const [first] = trimmed
    const last = trimmed.at(-1)
    const done = this.#walked.run(step, first ? this.#decode(trimmed) : empty)
    if (done === outcome.kept) return
    const masked = done === outcome.null ? empty : this.#walked.masked.view()
    if (!first || !last)
      return masked.length === 0 ? undefined : this.#replace(from, to, masked, 'content')
    const isCdata = trimmed.every((one) => one.isCdata)
    const [open, close] = ['<![CDATA['.length, ']]>'.length]
    this.#replace(
      first.isCdata ? first.from - open : first.from,
      last.isCdata ? last.to + close : last.to,
      masked,
      isCdata ? 'cdata' : 'content',
    )
  }

  #unnamed(
    texts: readonly XmlText[],
    nodes: readonly PathNode[],
    free: boolean,
    hasElements: boolean,
  ): void {
    if (this.#cursor.trimmed(texts).length === 0) return
    if (!free) throw this.#refused(say`A text is named by no path.`)
    if (!hasElements && nodes.some(leadsIntoElements))
      throw this.#refused(say`A path leads through a text.`)
  }

  #replace(from: number, to: number, value: Uint8Array, place: XmlPlace): void {
    this.#walked.splice(from, to)
    this.#encode(value, place)
  }

  #encode(value: Uint8Array, place: XmlPlace): void {
    this.#style ??= xmlStyle(this.#cursor.text)
    if (!appendXmlEncoded(value, place, this.#style, this.#walked.out))
      throw this.#refused(say`A mask has characters that XML does not have.`)
  }

  #decode(texts: readonly XmlText[]): Uint8Array {
    const { text } = this.#cursor
    this.#decoded.length = 0
    for (const { from, to, isCdata } of texts) {
      if (isCdata) this.#decoded.copy(text, from, to)
      else if (!appendXmlDecoded(text, from, to, this.#decoded)) throw this.#cursor.malformed()
    }
    return this.#decoded.view()
  }

  #refused(what: Redacted) {
    return refusedAt(what, this.#cursor.at)
  }
}

/** Beside attributes. */
const leadsIntoElements = ({ members, each, everyMember }: PathNode): boolean =>
  each !== undefined || everyMember !== undefined || members.some(({ name }) => name[0] !== 0x40)
