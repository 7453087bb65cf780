import { say, type Redacted } from '../../core/redacted.ts'
import { ByteWriter } from './byte-writer.ts'
import { leadOn, type PathNode } from './path-tree.ts'
import { outcome, type Outcome, type Row, type Step } from './step.ts'
import { valueError } from './value-error.ts'

/** Deeper than documents of people go; what is deeper is made to break parsers. */
export const deepest = 200

/** Where no path leads any further. */
export const nowhere: readonly PathNode[] = []

/** A nested value in the hands of its walk: all is copied but for the parts that something else takes the place of. */
export class WalkedValue {
  /** What the last step wrote. */
  readonly masked = new ByteWriter()
  out = new ByteWriter(0)
  #bytes: Uint8Array = new Uint8Array(0)
  #copied = 0
  #row: Row = { serial: 0, fields: [] }

  /** A step that lets `walk` go over every value but NULL and the empty one. */
  step(walk: (bytes: Uint8Array) => void): Step {
    return (value, row, out) => {
      if (value === null || value.length === 0) return outcome.kept
      this.out = out
      this.#bytes = value
      this.#copied = 0
      this.#row = row
      walk(value)
      if (this.#copied === 0) return outcome.kept
      out.copy(value, this.#copied)
      return outcome.written
    }
  }

  /** Leaves what it writes in {@link masked}. */
  run(step: Step, part: Uint8Array | null): Outcome {
    this.masked.length = 0
    return step(part, this.#row, this.masked)
  }

  /** Copies what stands before `from` and leaves out what stands from there to `to`. */
  splice(from: number, to: number): void {
    this.out.copy(this.#bytes, this.#copied, from)
    this.#copied = to
  }
}

/** @throws POLIGON_VALUE for a string or number at `at` that paths do not end at, but should. */
export function requireNamed(nodes: readonly PathNode[], free: boolean, at: number): void {
  if (leadOn(nodes)) throw refusedAt(say`A path leads through text or a number.`, at)
  if (!free) throw refusedAt(say`A string or number is named by no path.`, at)
}

/** @param at - byte of the value */
export function refusedAt(what: Redacted, at: number) {
  return valueError(
    say`${what} (byte ${at} of the value)`,
    say`Name the part by a path that fits, mend the value, or mask the whole column.`,
  )
}
