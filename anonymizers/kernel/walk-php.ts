import { say, type Redacted } from '../../core/redacted.ts'
import { ByteWriter } from './byte-writer.ts'
import { isDigit } from './canonical.ts'
import type { ElementPersona } from './element-persona.ts'
import { isValueAsName } from './member-name.ts'
import { endOf, intoElement, intoMember, leadOn, type PathNode } from './path-tree.ts'
import { outcome, type Row, type Step } from './step.ts'
import { valueError } from './value-error.ts'

const deepest = 200
const nothing: readonly PathNode[] = []

/**
 * Walks what PHP's serialize() wrote (php.net, ext/standard/var.c) and masks the strings and whole
 * numbers that paths end at; a new string gets its length in bytes. Every other byte is copied:
 * references, floats and visibility of properties stay as they are.
 *
 * @throws POLIGON_VALUE when the value is malformed, when `stop` is set and a string or number has no
 * path, when a path leads into an object that serializes itself (`C:`), or when what a path leads to
 * cannot be treated as the path says.
 */
export function compilePhpWalk(root: PathNode, stop: boolean): Step {
  const walker = new PhpWalker(root, stop)
  return (value, row, out) =>
    value === null || value.length === 0 ? outcome.kept : walker.mask(value, row, out)
}

class PhpWalker {
  readonly #root: readonly PathNode[]
  readonly #stop: boolean
  readonly #masked = new ByteWriter()
  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  #copied = 0
  /** References count the values before them: where a list or object becomes one value, they go astray. */
  #references = 0
  #shortened = false
  #row: Row = { serial: 0, fields: [] }
  #out = new ByteWriter(0)

  constructor(root: PathNode, stop: boolean) {
    this.#root = [root]
    this.#stop = stop
  }

  mask(bytes: Uint8Array, row: Row, out: ByteWriter) {
    this.#bytes = bytes
    this.#row = row
    this.#out = out
    this.#at = 0
    this.#copied = 0
    this.#references = 0
    this.#shortened = false
    this.#value(this.#root, !this.#stop, 0)
    if (this.#at !== bytes.length) throw this.#malformed()
    if (this.#shortened && this.#references > 0)
      throw this.#refused(
        say`A list or object would be replaced in a value that refers to its parts.`,
      )
    if (this.#copied === 0) return outcome.kept
    out.copy(bytes, this.#copied)
    return outcome.written
  }

  #value(nodes: readonly PathNode[], free: boolean, depth: number): void {
    if (depth > deepest) throw this.#malformed()
    for (const { element } of nodes) if (element) this.#meet(element, depth)
    const from = this.#at
    const kind = String.fromCharCode(this.#bytes[this.#at++] ?? 0)
    if (kind === 'N') {
      this.#expect(';')
      return this.#plain(nodes, from, true)
    }
    this.#expect(':')
    switch (kind) {
      case 's':
        return this.#string(nodes, free, from)
      case 'i':
        this.#until(';')
        return this.#number(nodes, free, from)
      case 'd':
        this.#plainText(isFloat)
        return this.#float(nodes, free, from)
      case 'b':
        this.#plainText(isBoolean)
        return this.#plain(nodes, from, false)
      case 'r':
      case 'R':
        this.#plainText(isWhole)
        this.#references++
        return this.#plain(nodes, from, true)
      case 'E':
        this.#quoted()
        this.#expect(';')
        return endOf(nodes) ? this.#plain(nodes, from, false) : this.#unnamed(nodes, free)
      case 'a':
      case 'O':
        return this.#container(nodes, free, from, kind, depth)
      case 'C':
        this.#quoted()
        this.#expect(':')
        this.#raw()
        if (endOf(nodes) && !endOf(nodes)?.keeps)
          throw this.#refused(say`A path leads into an object that serializes itself.`)
        return this.#unnamed(nodes, free)
      default:
        throw this.#malformed()
    }
  }

  #string(nodes: readonly PathNode[], free: boolean, from: number): void {
    const { start, end: to } = this.#quoted()
    this.#expect(';')
    const end = endOf(nodes)
    if (!end?.step) {
      if (to > start) this.#unnamed(nodes, free)
      return
    }
    this.#masked.length = 0
    const done = end.step(this.#bytes.subarray(start, to), this.#row, this.#masked)
    if (done !== outcome.kept) this.#replace(from, done === outcome.null ? null : this.#masked)
  }

  #number(nodes: readonly PathNode[], free: boolean, from: number): void {
    const number = this.#bytes.subarray(from + 2, this.#at - 1)
    if (!isWhole(number)) throw this.#malformed()
    const end = endOf(nodes)
    if (!end?.step) return this.#unnamed(nodes, free)
    this.#masked.length = 0
    const done = end.step(number, this.#row, this.#masked)
    if (done === outcome.kept) return
    if (done === outcome.null) return this.#replace(from, null)
    if (!isWhole(this.#masked.view())) throw this.#refused(say`A number would become text.`)
    this.#splice(from)
    this.#out.copy(Buffer.from('i:'))
    this.#out.copy(this.#masked.bytes, 0, this.#masked.length)
    this.#out.byte(0x3b)
  }

  #float(nodes: readonly PathNode[], free: boolean, from: number): void {
    const end = endOf(nodes)
    if (!end) return this.#unnamed(nodes, free)
    this.#plain(nodes, from, false)
  }

  /** What only a constant or null can take the place of. `passes`: it says nothing by itself. */
  #plain(nodes: readonly PathNode[], from: number, passes: boolean): void {
    const end = endOf(nodes)
    if (!end?.step || end.keeps) return
    this.#masked.length = 0
    const done = end.step(null, this.#row, this.#masked)
    if (done === outcome.kept) {
      if (!passes)
        throw this.#refused(say`A path ends at a value that is no text and no whole number.`)
    } else this.#replace(from, done === outcome.null ? null : this.#masked)
  }

  /** Reads a list element ahead, for the person that it is about. */
  #meet(element: ElementPersona, depth: number): void {
    const at = this.#at
    element.begin()
    this.#value([element.reader], true, depth)
    element.end()
    this.#at = at
  }

  #container(
    nodes: readonly PathNode[],
    free: boolean,
    from: number,
    kind: 'a' | 'O',
    depth: number,
  ): void {
    const end = endOf(nodes)
    let inside = nodes
    let passes = free
    let masked: ByteWriter | null | undefined
    if (end?.keeps) {
      passes = true
      if (!leadOn(nodes)) inside = nothing
    } else if (end?.step) {
      const own = new ByteWriter()
      const done = end.step(null, this.#row, own)
      if (done === outcome.kept && !leadOn(nodes))
        throw this.#refused(say`A path ends at an object or a list.`)
      if (done !== outcome.kept) {
        masked = done === outcome.null ? null : own
        inside = nothing
        passes = true
      }
    }
    const referencesBefore = this.#references
    this.#members(inside, passes, kind, depth)
    if (masked === undefined) return
    this.#references = referencesBefore
    this.#shortened = true
    this.#replace(from, masked)
  }

  #members(nodes: readonly PathNode[], free: boolean, kind: 'a' | 'O', depth: number): void {
    if (kind === 'O') {
      this.#quoted()
      this.#expect(':')
    }
    const count = this.#count(':')
    this.#expect('{')
    for (let i = 0; i < count; i++) this.#value(this.#member(nodes, free), free, depth + 1)
    this.#expect('}')
  }

  /** Reads a key: `i:0;`, `s:4:"name";`, or a property as `\0Class\0name` or `\0*\0name`. */
  #member(nodes: readonly PathNode[], free: boolean): readonly PathNode[] {
    const kind = this.#bytes[this.#at++]
    this.#expect(':')
    if (kind === 0x69) {
      const from = this.#at
      this.#until(';')
      const name = this.#bytes.subarray(from, this.#at - 1)
      if (!isWhole(name)) throw this.#malformed()
      return this.#named(name, nodes, [...intoMember(nodes, name), ...intoElement(nodes)], free)
    }
    if (kind !== 0x73) throw this.#malformed()
    const { start, end } = this.#quoted()
    this.#expect(';')
    const whole = this.#bytes.subarray(start, end)
    const name = whole.subarray(whole.lastIndexOf(0) + 1)
    return this.#named(name, nodes, intoMember(nodes, name), free)
  }

  #named(
    name: Uint8Array,
    nodes: readonly PathNode[],
    next: readonly PathNode[],
    free: boolean,
  ): readonly PathNode[] {
    if (isValueAsName(name, nodes, next, free))
      throw this.#refused(say`The name of a member is an address or a long number.`)
    return next
  }

  /** `5:"bytes"`: the length counts. */
  #quoted(): { start: number; end: number } {
    const length = this.#count(':')
    this.#expect('"')
    const start = this.#at
    this.#at += length
    if (this.#at > this.#bytes.length) throw this.#malformed()
    this.#expect('"')
    return { start, end: start + length }
  }

  #raw(): void {
    const length = this.#count(':')
    this.#expect('{')
    this.#at += length
    this.#expect('}')
  }

  /** Passes over a value without quotes, which must be what its letter says. */
  #plainText(fits: (bytes: Uint8Array) => boolean): void {
    const from = this.#at
    this.#until(';')
    if (!fits(this.#bytes.subarray(from, this.#at - 1))) throw this.#malformed()
  }

  #count(close: string): number {
    let count = 0
    const from = this.#at
    while (isDigit(this.#bytes[this.#at] ?? 0) && this.#at - from < 10)
      count = count * 10 + (this.#bytes[this.#at++] as number) - 48
    if (this.#at === from) throw this.#malformed()
    this.#expect(close)
    return count
  }

  #expect(character: string): void {
    if (this.#bytes[this.#at++] !== character.charCodeAt(0)) throw this.#malformed()
  }

  #until(character: string): void {
    const found = this.#bytes.indexOf(character.charCodeAt(0), this.#at)
    if (found < 0) throw this.#malformed()
    this.#at = found + 1
  }

  #unnamed(nodes: readonly PathNode[], free: boolean): void {
    if (leadOn(nodes)) throw this.#refused(say`A path leads through text or a number.`)
    if (!free) throw this.#refused(say`A string or number is named by no path.`)
  }

  #replace(from: number, value: ByteWriter | null): void {
    this.#splice(from)
    if (!value) return this.#out.copy(Buffer.from('N;'))
    this.#out.copy(Buffer.from(`s:${value.length}:"`))
    this.#out.copy(value.bytes, 0, value.length)
    this.#out.copy(Buffer.from('";'))
  }

  #splice(from: number): void {
    this.#out.copy(this.#bytes, this.#copied, from)
    this.#copied = this.#at
  }

  #malformed() {
    return this.#refused(say`A value is not what PHP's serialize writes.`)
  }

  #refused(what: Redacted) {
    return valueError(
      say`${what} (byte ${this.#at} of the value)`,
      say`Name the part by a path that fits, mend the value, or mask the whole column.`,
    )
  }
}

const isBoolean = (bytes: Uint8Array) => bytes.length === 1 && (bytes[0] === 48 || bytes[0] === 49)

const isFloat = (bytes: Uint8Array) =>
  /^(?:-?INF|NAN|-?\d+(?:\.\d*)?(?:E[-+]?\d+)?)$/i.test(Buffer.from(bytes).toString('latin1'))

const isWhole = (bytes: Uint8Array) =>
  /^-?(?:0|[1-9]\d*)$/.test(Buffer.from(bytes).toString('latin1'))
