import { say, type Redacted } from '../../core/redacted.ts'
import { ByteWriter } from './byte-writer.ts'
import { isDigit } from './canonical.ts'
import { appendDecoded, appendEncoded, jsonStyle, type JsonStyle } from './json-text.ts'
import type { ElementPersona } from './element-persona.ts'
import { isValueAsName } from './member-name.ts'
import { endOf, intoElement, intoMember, leadOn, type PathNode } from './path-tree.ts'
import { outcome, type Step } from './step.ts'
import { deepest, nowhere, refusedAt, requireNamed, WalkedValue } from './walked-value.ts'

/**
 * Walks a JSON document (RFC 8259) and masks the strings and numbers that paths end at. Every byte
 * outside of them is copied; a new string is escaped as the document escapes.
 *
 * @throws POLIGON_VALUE when the document is malformed, when `stop` is set and a string or number has no
 * path, or when what a path leads to cannot be treated as the path says.
 */
export function compileJsonWalk(root: PathNode, stop: boolean): Step {
  return new JsonWalker(root, stop).step
}

class JsonWalker {
  readonly step: Step
  readonly #walked = new WalkedValue()
  readonly #decoded = new ByteWriter()
  #text: Uint8Array = new Uint8Array(0)
  #at = 0
  #style: JsonStyle | undefined

  constructor(root: PathNode, stop: boolean) {
    this.step = this.#walked.step((text) => {
      this.#text = text
      this.#at = 0
      this.#style = undefined
      this.#value([root], !stop, 0)
      if (this.#at !== text.length) throw this.#malformed()
    })
  }

  /** `free`: strings and numbers that no path names may pass. */
  #value(nodes: readonly PathNode[], free: boolean, depth: number): void {
    if (depth > deepest) throw this.#malformed()
    for (const { element } of nodes) if (element) this.#meet(element, depth)
    this.#space()
    const byte = this.#text[this.#at] ?? 0
    if (byte === 0x7b || byte === 0x5b) this.#container(nodes, free, depth)
    else if (byte === 0x22) this.#string(nodes, free)
    else if (byte === 0x2d || isDigit(byte)) this.#number(nodes, free)
    else this.#word(nodes)
    this.#space()
  }

  /** Reads a list element ahead, for the person that it is about. */
  #meet(element: ElementPersona, depth: number): void {
    const at = this.#at
    element.begin()
    this.#value([element.reader], true, depth)
    element.end()
    this.#at = at
  }

  #container(nodes: readonly PathNode[], free: boolean, depth: number): void {
    const end = endOf(nodes)
    if (!end) return this.#inside(nodes, free, depth)
    if (end.keeps) return this.#inside(leadOn(nodes) ? nodes : nowhere, true, depth)
    const from = this.#at
    const done = end.step && this.#walked.run(end.step, null)
    if (done === outcome.kept) {
      if (!leadOn(nodes)) throw this.#refused(say`A path ends at an object or a list.`)
      return this.#inside(nodes, free, depth)
    }
    const masked = this.#walked.masked.view().slice()
    this.#inside(nowhere, true, depth)
    this.#replace(from, done === outcome.null ? null : masked)
  }

  #inside(nodes: readonly PathNode[], free: boolean, depth: number): void {
    const isObject = this.#text[this.#at] === 0x7b
    const close = isObject ? 0x7d : 0x5d
    this.#at++
    this.#space()
    if (this.#text[this.#at] === close) {
      this.#at++
      return
    }
    const elements = isObject ? nowhere : intoElement(nodes)
    for (;;) {
      this.#value(isObject ? this.#member(nodes, free) : elements, free, depth + 1)
      const next = this.#text[this.#at++]
      if (next === close) return
      if (next !== 0x2c) throw this.#malformed()
    }
  }

  /** Reads a member's name and the colon. */
  #member(nodes: readonly PathNode[], free: boolean): readonly PathNode[] {
    this.#space()
    const from = this.#at
    this.#skipString()
    let next = nodes
    if (nodes.length > 0 || !free) {
      const name = this.#decode(from + 1, this.#at - 1)
      next = intoMember(nodes, name)
      if (isValueAsName(name, nodes, next, free))
        throw this.#refused(say`The name of a member is an address or a long number.`)
    }
    this.#space()
    if (this.#text[this.#at++] !== 0x3a) throw this.#malformed()
    return next
  }

  #string(nodes: readonly PathNode[], free: boolean): void {
    const from = this.#at
    this.#skipString()
    const end = endOf(nodes)
    if (!end?.step) {
      if (this.#at - from > 2) requireNamed(nodes, free, this.#at)
      return
    }
    const done = this.#walked.run(end.step, this.#decode(from + 1, this.#at - 1))
    if (done !== outcome.kept)
      this.#replace(from, done === outcome.null ? null : this.#walked.masked.view())
  }

  #number(nodes: readonly PathNode[], free: boolean): void {
    const from = this.#at
    while (isOfNumber(this.#text[this.#at] ?? 0)) this.#at++
    const number = this.#text.subarray(from, this.#at)
    if (!isNumber(number)) throw this.#malformed()
    const end = endOf(nodes)
    if (!end?.step) return requireNamed(nodes, free, this.#at)
    const { out, masked } = this.#walked
    const done = this.#walked.run(end.step, number)
    if (done === outcome.kept) return
    if (done === outcome.null) return this.#replace(from, null)
    if (!isNumber(masked.view())) throw this.#refused(say`A number would become text.`)
    this.#walked.splice(from, this.#at)
    out.copy(masked.bytes, 0, masked.length)
  }

  /** `true`, `false` and `null`; only a constant or null can take the place of the first two. */
  #word(nodes: readonly PathNode[]): void {
    const from = this.#at
    const word = words.find((one) => startsWith(this.#text, from, one))
    if (!word) throw this.#malformed()
    this.#at += word.length
    const end = endOf(nodes)
    if (!end?.step || end.keeps) return
    const done = this.#walked.run(end.step, null)
    if (done === outcome.kept && word !== words[2])
      throw this.#refused(say`A path ends at true or false.`)
    if (done === outcome.written) this.#replace(from, this.#walked.masked.view())
    else if (done === outcome.null && word !== words[2]) this.#replace(from, null)
  }

  #replace(from: number, value: Uint8Array | null): void {
    this.#walked.splice(from, this.#at)
    this.#style ??= jsonStyle(this.#text)
    if (value) appendEncoded(value, this.#style, this.#walked.out)
    else this.#walked.out.copy(words[2])
  }

  #decode(from: number, to: number): Uint8Array {
    this.#decoded.length = 0
    if (!appendDecoded(this.#text, from, to, this.#decoded)) throw this.#malformed()
    return this.#decoded.view()
  }

  #skipString(): void {
    if (this.#text[this.#at++] !== 0x22) throw this.#malformed()
    for (;;) {
      const byte = this.#text[this.#at++]
      if (byte === 0x22) return
      if (byte === undefined || byte < 0x20) throw this.#malformed()
      if (byte === 0x5c) this.#at++
    }
  }

  #space(): void {
    for (;;) {
      const byte = this.#text[this.#at]
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return
      this.#at++
    }
  }

  #malformed() {
    return this.#refused(say`A value is not JSON.`)
  }

  #refused(what: Redacted) {
    return refusedAt(what, this.#at)
  }
}

const words = [Buffer.from('true'), Buffer.from('false'), Buffer.from('null')] as const

const startsWith = (text: Uint8Array, from: number, word: Uint8Array) =>
  word.every((byte, i) => text[from + i] === byte)

/** Digits, sign, point and exponent. */
const isOfNumber = (byte: number) =>
  isDigit(byte) || byte === 0x2d || byte === 0x2b || byte === 0x2e || (byte | 0x20) === 0x65

export const isNumber = (bytes: Uint8Array) =>
  /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(Buffer.from(bytes).toString('latin1'))
