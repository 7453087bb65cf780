import { say } from '../../core/redacted.ts'
import { refusedAt } from './walked-value.ts'

/** A name in a tag; `local` is where it starts behind a prefix. */
export interface XmlName {
  readonly from: number
  readonly local: number
  readonly to: number
}

/** A run of text between tags; that of CDATA without its brackets. */
export interface XmlText {
  readonly from: number
  readonly to: number
  readonly isCdata: boolean
}

export interface XmlAttribute {
  readonly name: XmlName
  readonly from: number
  readonly to: number
  /** `"` or `'`. */
  readonly quote: number
  /** Of XML itself: a namespace, `xml:lang`, `xsi:type`. */
  readonly isOfXml: boolean
}

const [less, slash, greater, equals, colon] = [0x3c, 0x2f, 0x3e, 0x3d, 0x3a]

const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** Letters, digits, `_`, `-`, `.`, and all beyond ASCII. */
const isOfName = (byte: number | undefined) =>
  byte !== undefined &&
  (byte >= 0x80 ||
    (byte >= 0x30 && byte <= 0x39) ||
    ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) ||
    byte === 0x5f ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === colon)

/** Reads the bytes of an XML document from left to right. All methods move {@link at}. */
export class XmlCursor {
  readonly text: Buffer
  at = 0

  constructor(text: Uint8Array) {
    this.text = Buffer.from(text.buffer, text.byteOffset, text.length)
  }

  /** A byte order mark and `<?xml …?>`. */
  declaration(): void {
    if (this.#starts('\u00ef\u00bb\u00bf')) this.at += 3
    if (this.#starts('<?xml') && isSpace(this.text[this.at + 5])) this.#skipPast('?>')
  }

  space(): void {
    while (isSpace(this.text[this.at])) this.at++
  }

  /** A comment or an instruction; false when neither is here. A style sheet's is like none. */
  aside(): boolean {
    for (;;) {
      if (this.#starts('<!DOCTYPE'))
        throw refusedAt(say`A document has a DTD, which can declare and include anything.`, this.at)
      const isSheet = this.#starts('<?xml-stylesheet')
      if (this.#starts('<!--')) {
        const from = this.at + 4
        this.at = from
        this.#skipPast('-->')
        if (this.#isBlank(from, this.at - 3)) return this.aside()
        return true
      }
      if (!this.#starts('<?')) return false
      this.#skipPast('?>')
      if (!isSheet) return true
      this.space()
    }
  }

  openTag(): XmlName {
    if (this.text[this.at] !== less) throw this.malformed()
    this.at++
    return this.#name()
  }

  /** The next attribute of a tag; undefined at its end. */
  attribute(): XmlAttribute | undefined {
    const before = this.at
    this.space()
    const byte = this.text[this.at]
    if (byte === slash || byte === greater) return undefined
    if (this.at === before) throw this.malformed()
    const name = this.#name()
    this.space()
    if (this.text[this.at++] !== equals) throw this.malformed()
    this.space()
    const quote = this.text[this.at++] ?? 0
    if (quote !== 0x22 && quote !== 0x27) throw this.malformed()
    const from = this.at
    const to = this.text.indexOf(quote, from)
    if (to < 0 || this.text.subarray(from, to).includes(less)) throw this.malformed()
    this.at = to + 1
    const written = this.text.toString('latin1', name.from, name.to)
    return { name, from, to, quote, isOfXml: ofXml.test(written) }
  }

  /** Ends a tag; true when the element has ended with it. */
  selfClosing(): boolean {
    const closes = this.text[this.at] === slash
    if (closes) this.at++
    if (this.text[this.at++] !== greater) throw this.malformed()
    return closes
  }

  /** What comes next in an element; stands before tags and behind all else. */
  next(): XmlText | 'open' | 'close' | 'aside' {
    const from = this.at
    if (this.text[from] !== less) {
      const to = this.text.indexOf(less, from)
      if (to < 0 || this.text.subarray(from, to).includes(']]>')) throw this.malformed()
      this.at = to
      return { from, to, isCdata: false }
    }
    if (this.text[from + 1] === slash) return 'close'
    if (this.#starts('<![CDATA[')) {
      this.#skipPast(']]>')
      return { from: from + 9, to: this.at - 3, isCdata: true }
    }
    if (this.aside()) return 'aside'
    if (this.at > from) return this.next()
    return 'open'
  }

  closeTag({ from, to }: XmlName): void {
    this.at += 2
    const name = this.#name()
    if (this.text.compare(this.text, from, to, name.from, name.to) !== 0) throw this.malformed()
    this.space()
    if (this.text[this.at++] !== greater) throw this.malformed()
  }

  /** Without the blanks around them all; those within CDATA belong to the text. */
  trimmed(texts: readonly XmlText[]): readonly XmlText[] {
    const says = ({ from, to, isCdata }: XmlText) =>
      isCdata ? to > from : !this.#isBlank(from, to)
    const all = texts.slice(texts.findIndex(says), texts.findLastIndex(says) + 1)
    return all.map((one, i) => {
      let { from, to } = one
      if (one.isCdata) return one
      if (i === 0) while (isSpace(this.text[from])) from++
      if (i === all.length - 1) while (isSpace(this.text[to - 1])) to--
      return { from, to, isCdata: false }
    })
  }

  malformed() {
    return refusedAt(say`A value is not XML.`, Math.min(this.at, this.text.length))
  }

  #name(): XmlName {
    const from = this.at
    let local = from
    while (isOfName(this.text[this.at])) if (this.text[this.at++] === colon) local = this.at
    const first = this.text[local] ?? 0
    const isStart =
      first >= 0x80 || first === 0x5f || ((first | 0x20) >= 0x61 && (first | 0x20) <= 0x7a)
    if (this.at === local || !isStart) throw this.malformed()
    return { from, local, to: this.at }
  }

  #isBlank(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (!isSpace(this.text[i])) return false
    return true
  }

  #starts(text: string): boolean {
    return this.text.toString('latin1', this.at, this.at + text.length) === text
  }

  #skipPast(text: string): void {
    const found = this.text.indexOf(text, this.at)
    if (found < 0) throw this.malformed()
    this.at = found + text.length
  }
}

/** XML 1.0, section 2.10 and 2.12, xml:base, xml:id; XML Schema Part 1, section 2.6. */
const ofXml =
  /^(?:xmlns(?::.*)?|xml:(?:lang|space|base|id)|xsi:(?:type|nil|schemaLocation|noNamespaceSchemaLocation))$/
