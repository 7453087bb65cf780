import { say, type Redacted } from '../../core/redacted.ts'
import type { ElementPersona } from './element-persona.ts'
import { isValueAsName } from './member-name.ts'
import { endOf, intoElement, intoMember, leadOn, type PathNode } from './path-tree.ts'
import { isBoolean, isFloat, isWhole, PhpCursor } from './php-cursor.ts'
import { outcome, type Outcome, type Step } from './step.ts'
import { deepest, nowhere, refusedAt, requireNamed, WalkedValue } from './walked-value.ts'

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
  return new PhpWalker(root, stop).step
}

class PhpWalker {
  readonly step: Step
  readonly #walked = new WalkedValue()
  #cursor = new PhpCursor(new Uint8Array(0))
  /** References count the values before them: where a list or object becomes one value, they go astray. */
  #references = 0
  #shortened = false

  constructor(root: PathNode, stop: boolean) {
    this.step = this.#walked.step((bytes) => {
      this.#cursor = new PhpCursor(bytes)
      this.#references = 0
      this.#shortened = false
      this.#value([root], !stop, 0)
      if (this.#cursor.at !== bytes.length) throw this.#cursor.malformed()
      if (this.#shortened && this.#references > 0)
        throw this.#refused(
          say`A list or object would be replaced in a value that refers to its parts.`,
        )
    })
  }

  #value(nodes: readonly PathNode[], free: boolean, depth: number): void {
    if (depth > deepest) throw this.#cursor.malformed()
    for (const { element } of nodes) if (element) this.#meet(element, depth)
    const cursor = this.#cursor
    const from = cursor.at
    const kind = cursor.letter()
    if (kind === 'N') {
      cursor.expect(';')
      return this.#plain(nodes, from, true)
    }
    cursor.expect(':')
    switch (kind) {
      case 's':
        return this.#string(nodes, free, from)
      case 'i':
        return this.#number(cursor.plain(isWhole), nodes, free, from)
      case 'd':
        cursor.plain(isFloat)
        return this.#orUnnamed(nodes, free, from)
      case 'b':
        cursor.plain(isBoolean)
        return this.#plain(nodes, from, false)
      case 'r':
      case 'R':
        cursor.plain(isWhole)
        this.#references++
        return this.#plain(nodes, from, true)
      case 'E':
        cursor.quoted()
        cursor.expect(';')
        return this.#orUnnamed(nodes, free, from)
      case 'a':
      case 'O':
        return this.#container(nodes, free, from, kind, depth)
      case 'C':
        cursor.quoted()
        cursor.expect(':')
        cursor.raw()
        if (endOf(nodes) && !endOf(nodes)?.keeps)
          throw this.#refused(say`A path leads into an object that serializes itself.`)
        return requireNamed(nodes, free, cursor.at)
      default:
        throw cursor.malformed()
    }
  }

  #string(nodes: readonly PathNode[], free: boolean, from: number): void {
    const text = this.#cursor.quoted()
    this.#cursor.expect(';')
    const end = endOf(nodes)
    if (!end?.step) {
      if (text.length > 0) requireNamed(nodes, free, this.#cursor.at)
      return
    }
    const done = this.#walked.run(end.step, text)
    if (done !== outcome.kept) this.#replace(from, this.#written(done))
  }

  #number(number: Uint8Array, nodes: readonly PathNode[], free: boolean, from: number): void {
    const end = endOf(nodes)
    if (!end?.step) return requireNamed(nodes, free, this.#cursor.at)
    const { out, masked } = this.#walked
    const done = this.#walked.run(end.step, number)
    if (done === outcome.kept) return
    if (done === outcome.null) return this.#replace(from, null)
    if (!isWhole(masked.view())) throw this.#refused(say`A number would become text.`)
    this.#walked.splice(from, this.#cursor.at)
    out.copy(Buffer.from('i:'))
    out.copy(masked.bytes, 0, masked.length)
    out.byte(0x3b)
  }

  /** A number with a point, a case of an enumeration. */
  #orUnnamed(nodes: readonly PathNode[], free: boolean, from: number): void {
    if (endOf(nodes)) this.#plain(nodes, from, false)
    else requireNamed(nodes, free, this.#cursor.at)
  }

  /** What only a constant or null can take the place of. `passes`: it says nothing by itself. */
  #plain(nodes: readonly PathNode[], from: number, passes: boolean): void {
    const end = endOf(nodes)
    if (!end?.step || end.keeps) return
    const done = this.#walked.run(end.step, null)
    if (done !== outcome.kept) return this.#replace(from, this.#written(done))
    if (!passes)
      throw this.#refused(say`A path ends at a value that is no text and no whole number.`)
  }

  /** Reads a list element ahead, for the person that it is about. */
  #meet(element: ElementPersona, depth: number): void {
    const at = this.#cursor.at
    element.begin()
    this.#value([element.reader], true, depth)
    element.end()
    this.#cursor.at = at
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
    let masked: Uint8Array | null | undefined
    if (end?.keeps) {
      passes = true
      if (!leadOn(nodes)) inside = nowhere
    } else if (end?.step) {
      const done = this.#walked.run(end.step, null)
      if (done === outcome.kept && !leadOn(nodes))
        throw this.#refused(say`A path ends at an object or a list.`)
      if (done !== outcome.kept) {
        masked = this.#written(done)?.slice() ?? null
        inside = nowhere
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
      this.#cursor.quoted()
      this.#cursor.expect(':')
    }
    const count = this.#cursor.count(':')
    this.#cursor.expect('{')
    for (let i = 0; i < count; i++) this.#value(this.#member(nodes, free), free, depth + 1)
    this.#cursor.expect('}')
  }

  /** Reads a key: `i:0;`, `s:4:"name";`, or a property as `\0Class\0name` or `\0*\0name`. */
  #member(nodes: readonly PathNode[], free: boolean): readonly PathNode[] {
    const cursor = this.#cursor
    const kind = cursor.letter()
    cursor.expect(':')
    if (kind === 'i') {
      const name = cursor.plain(isWhole)
      return this.#named(name, nodes, [...intoMember(nodes, name), ...intoElement(nodes)], free)
    }
    if (kind !== 's') throw cursor.malformed()
    const whole = cursor.quoted()
    cursor.expect(';')
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

  #written(done: Outcome): Uint8Array | null {
    return done === outcome.null ? null : this.#walked.masked.view()
  }

  #replace(from: number, value: Uint8Array | null): void {
    const { out } = this.#walked
    this.#walked.splice(from, this.#cursor.at)
    if (!value) return out.copy(Buffer.from('N;'))
    out.copy(Buffer.from(`s:${value.length}:"`))
    out.copy(value)
    out.copy(Buffer.from('";'))
  }

  #refused(what: Redacted) {
    return refusedAt(what, this.#cursor.at)
  }
}
