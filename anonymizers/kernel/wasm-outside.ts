import type { FieldMasker } from './row-masker-of.ts'
import type { Memory } from './wasm-api.ts'

/** What assembly/fields.ts tells of the row at hand. */
export interface FieldReader {
  readonly memory: Memory
  readonly fieldAt: (place: number) => number
  readonly fieldLength: (place: number) => number
  readonly isMissing: (place: number) => number
}

/** Masks single fields of the rows that a kernel is at. */
export interface OutsideMasker {
  readonly masker: FieldMasker
  /** For each of the masker's writers the most bytes of a mask beside half as much again as the input. */
  readonly most: readonly number[]
}

/** As assembly/outside.ts knows them, for what is no length. */
const keeps = -1
const isNull = -2
const leaves = -3

/**
 * What the WASM kernel imports: fields whose program it does not know, or whose value is not usual, are
 * masked in JavaScript one by one. What cannot be masked is left to the codec, which says why.
 */
export class WasmOutside {
  #lane: OutsideMasker | undefined
  #reader: FieldReader | undefined
  #bytes = new Uint8Array(0)
  #row = -1
  readonly #fields: (Uint8Array | null)[] = []

  readonly imports = {
    outside: {
      maskField: (writer: number, row: number, to: number): number =>
        this.#maskField(writer, row, to),
    },
  }

  /** Whose rows come next; `reader` is the instance that imports this. */
  enter(lane: OutsideMasker, reader: FieldReader): void {
    this.#lane = lane
    this.#reader = reader
    this.#row = -1
    if (this.#bytes.buffer !== reader.memory.buffer)
      this.#bytes = new Uint8Array(reader.memory.buffer)
  }

  #maskField(writer: number, row: number, to: number): number {
    const { masker, most } = this.#lane as OutsideMasker
    if (row !== this.#row) {
      this.#row = row
      masker.nextRow(this.#fields)
    }
    const looksAt = masker.looksAt[writer] as readonly number[]
    for (let i = 0; i < looksAt.length; i++) this.#read(looksAt[i] as number)
    const value = this.#fields[looksAt[0] as number] ?? null
    let masked: Uint8Array | null
    try {
      masked = masker.maskField(writer)
    } catch {
      return leaves
    }
    if (masked === value) return keeps
    if (masked === null) return isNull
    const before = value?.length ?? 0
    if (masked.length > before + (before >> 1) + (most[writer] as number)) return leaves
    this.#bytes.set(masked, to)
    return masked.length
  }

  #read(place: number): void {
    const { fieldAt, fieldLength, isMissing } = this.#reader as FieldReader
    const at = fieldAt(place)
    this.#fields[place] =
      isMissing(place) === 0 ? this.#bytes.subarray(at, at + fieldLength(place)) : null
  }
}
