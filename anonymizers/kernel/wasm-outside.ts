import type { SubjectWords } from './keyed-hash.ts'
import type { PersonIndex } from './person-index.ts'
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
 * masked in JavaScript one by one. What cannot be masked is left to the codec, which says why. And
 * persons of other tables are found in their index, which threads share.
 */
export class WasmOutside {
  #lane: OutsideMasker | undefined
  #reader: FieldReader | undefined
  #bytes = new Uint8Array(0)
  #words = new Int32Array(0)
  #row = -1
  readonly #fields: (Uint8Array | null)[] = []

  readonly #digest: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  readonly #subject: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  readonly #persons: PersonIndex | undefined

  constructor(persons: PersonIndex | undefined) {
    this.#persons = persons
  }

  readonly imports = {
    outside: {
      maskField: (writer: number, row: number, to: number): number =>
        this.#maskField(writer, row, to),
      findPerson: (digest: number, to: number): number => this.#findPerson(digest, to),
    },
  }

  /** Whose rows come next; `reader` is the instance that imports this. */
  enter(lane: OutsideMasker, reader: FieldReader): void {
    this.#lane = lane
    this.#reader = reader
    this.#row = -1
    const { buffer } = reader.memory
    if (this.#bytes.buffer === buffer) return
    this.#bytes = new Uint8Array(buffer)
    this.#words = new Int32Array(buffer)
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

  #findPerson(digest: number, to: number): number {
    const id = this.#digest
    const words = this.#words
    const from = digest >> 2
    id.w0 = words[from] as number
    id.w1 = words[from + 1] as number
    id.w2 = words[from + 2] as number
    id.w3 = words[from + 3] as number
    const subject = this.#subject
    if (!this.#persons?.findDigest(id, subject)) return 0
    const at = to >> 2
    words[at] = subject.w0
    words[at + 1] = subject.w1
    words[at + 2] = subject.w2
    words[at + 3] = subject.w3
    return 1
  }

  #read(place: number): void {
    const { fieldAt, fieldLength, isMissing } = this.#reader as FieldReader
    const at = fieldAt(place)
    this.#fields[place] =
      isMissing(place) === 0 ? this.#bytes.subarray(at, at + fieldLength(place)) : null
  }
}
