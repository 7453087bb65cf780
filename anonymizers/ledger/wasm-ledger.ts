import { readFileSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'
import type { Room } from '../kernel/room.ts'
import { instantiate } from '../kernel/wasm-api.ts'
import { WasmMemory } from '../kernel/wasm-memory.ts'
import { additionalEntries, letterEntries } from './fold.ts'
import { characterNames } from './hidden-text.ts'
import { packedTexts } from './packed-text.ts'
import { touchedMails } from './touched-mails.ts'
import type { Found, Ledger } from './ledger.ts'
import { isTurned, type Leaf } from './leaves.ts'
import { mostDigits, openTable, type SealedOriginals, type SharedOriginals } from './originals.ts'
import { entryWords } from './pending-originals.ts'
import { mayBeCompressed } from './packings.ts'
import { Uncompressing } from './uncompressing.ts'
import { createBlocks, type BlockHooks, type LedgerBlocks } from './wasm-blocks.ts'
import type { LedgerExports } from './wasm-exports.ts'

const shortest = 6
const hitBytes = 8 * 131_072
const pendingRoom = 131_072
const recentBytes = 65_536 * 16
export const mostColumns = 4096

/** Longer texts are searched in parts, that have so much in common. */
const partBytes = 1024 * 1024
const commonBytes = 16 * 1024
/** Longer values are known by how they begin. */
const longestValue = 64 * 1024
/** Behind every text, so that 64 bytes may be read at once. */
const margin = 64

/** As assembly/ledger/unescape.ts has them. */
const namesOfCharacters = Buffer.concat(
  Object.entries(characterNames).map(([name, character]) => {
    const entry = Buffer.alloc(16)
    entry.write(name)
    entry.writeUInt32LE(character.codePointAt(0) as number, 8)
    return entry
  }),
)

/** As assembly/ledger/collect.ts numbers them. */
export const formNumbers = { number: 0, words: 1, text: 2 } as const

/** The ledger of one thread in WebAssembly; its twin is {@link JavaScriptLedger}. */
export class WasmLedger implements Ledger {
  count = 0
  chance = 0
  readonly blocks: LedgerBlocks
  readonly #shared: SharedOriginals
  readonly #exports: LedgerExports
  readonly #table: ReturnType<typeof openTable>
  readonly #memory: WasmMemory
  readonly #pendingAt: number
  readonly #hitsAt: number
  readonly #densityAt: number
  #added = new Int32Array(0)
  #addedLength = 0
  #hooks: BlockHooks | undefined
  /** Memory from there on is free while blocks are read; else 0. */
  #hiddenAt = 0
  unread = 0
  /** Of the text that is being looked into. */
  #uncompressing: Uncompressing | undefined

  constructor(shared: SharedOriginals) {
    const code = readFileSync(assetFile(import.meta.url, '../kernel/ledger.wasm'))
    const outside = {
      packedIn: (at: number, length: number) => this.#searchPacked(at, length),
      mailsIn: (at: number, length: number) => this.#searchMails(at, length),
      seeRow: () => this.#hooks?.seeRow?.(),
      seeValue: (leaf: number, at: number, length: number) =>
        this.#hooks?.seeValue?.(leaf, this.#copy(at, length)),
      seeMask: (leaf: number, at: number, length: number) =>
        this.#hooks?.seeMask?.(leaf, this.#copy(at, length)),
      seeNested: (column: number) => {
        const { fieldAt, fieldLength } = this.#exports
        this.#hooks?.seeNested?.(column, this.#copy(fieldAt(column), fieldLength(column)))
      },
    }
    this.#shared = shared
    this.#table = openTable(shared)
    const exports = instantiate(code, { outside, shared: this.#table }) as LedgerExports
    const memory = new WasmMemory(exports.memory, exports.heapBase())
    this.#exports = exports
    this.#memory = memory
    this.#hitsAt = memory.reserve(hitBytes)
    this.#densityAt = memory.reserve(8 * (mostDigits + 1))
    exports.configure(
      memory.words([
        memory.bytes(shared.key),
        memory.bytes(new Uint8Array(letterEntries.buffer)),
        memory.bytes(new Uint8Array(additionalEntries.buffer)),
        memory.bytes(namesOfCharacters),
        this.#hitsAt,
        memory.reserve(4 * shared.leaves),
        this.#densityAt,
        memory.reserve(8 * mostColumns),
        namesOfCharacters.length / 16,
      ]),
    )
    this.#pendingAt = memory.reserve(pendingRoom * 4 * entryWords)
    exports.setPending(this.#pendingAt, pendingRoom, memory.reserve(recentBytes))
    this.blocks = createBlocks(exports, memory, {
      hitsAt: this.#hitsAt,
      enter: (hooks, hiddenAt) => {
        this.#hooks = hooks
        this.#hiddenAt = hiddenAt
        exports.setHidden(hiddenAt)
      },
      drain: () => this.#drain(),
    })
  }

  exact(value: Uint8Array): number {
    return this.#exports.exact(this.#put(value, this.#begin(value.length)), value.length) | 0
  }

  add(number: number, { form, kind }: Leaf, whole: Uint8Array): void {
    if (whole.length < shortest) return
    const value = whole.length > longestValue ? whole.subarray(0, longestValue) : whole
    const at = this.#put(value, this.#begin(value.length))
    this.#exports.addValue(number, formNumbers[form], isTurned(kind) ? 1 : 0, at, value.length)
    if (this.#exports.pendingCount.value > pendingRoom / 2) this.#drain()
  }

  /** The address of so many bytes behind all blocks, with as many again for what is folded. */
  #begin(length: number): number {
    const at = Math.max(this.#hiddenAt, this.#memory.end + 16)
    const folded = at + length + margin
    this.#memory.growTo(folded + length + margin)
    if (this.#hiddenAt === 0) this.#exports.setFolded(folded)
    return at
  }

  #put(value: Uint8Array, at: number): number {
    this.#memory.all.set(value, at)
    return at
  }

  #copy(at: number, length: number): Uint8Array {
    return this.#memory.all.slice(at, at + length)
  }

  #drain(): void {
    const { pendingCount, takePending } = this.#exports
    if (pendingCount.value === 0) return
    const { buffer } = this.#memory.all
    const all = new Int32Array(buffer, this.#pendingAt, pendingCount.value * entryWords)
    const length = this.#addedLength + all.length
    if (length > this.#added.length) {
      const grown = new Int32Array(length * 2)
      grown.set(this.#added)
      this.#added = grown
    }
    this.#added.set(all, this.#addedLength)
    this.#addedLength = length
    takePending()
  }

  takeAdded(room: Room): Int32Array<ArrayBuffer> {
    this.#drain()
    const all = room.words(this.#addedLength)
    all.set(this.#added.subarray(0, this.#addedLength))
    this.#addedLength = 0
    return all
  }

  seal({ count, table, begins, density }: SealedOriginals): void {
    this.count = count
    this.#added = new Int32Array(0)
    this.#table.setTable(...table)
    const copied = (at: number, bytes: number) =>
      this.#memory.bytes(new Uint8Array(this.#shared.memory.buffer, at, bytes))
    const { lines, numbers } = begins
    this.#exports.setBegins(copied(lines[0], lines[1] * 8), lines[1], copied(...numbers))
    new Float64Array(this.#memory.all.buffer, this.#densityAt).set(density)
  }

  search(text: Uint8Array, found: Found): void {
    if (text.length < shortest) return
    const { enterField, searchText, chance, hitCount, takeHits } = this.#exports
    this.#hooks = undefined
    const length = Math.min(text.length, partBytes)
    const at = this.#begin(length)
    this.#exports.setHidden(at + 2 * (length + margin))
    enterField(0)
    const isLong = text.length > partBytes && mayBeCompressed(text)
    if (isLong) this.#searchInside(text)
    // What was unpacked whole is not to be unpacked again as its first part.
    for (let from = isLong ? 1 : 0; ; from += partBytes - commonBytes) {
      const part = text.subarray(from, from + partBytes)
      searchText(this.#put(part, at), part.length)
      if (from + partBytes >= text.length) break
    }
    this.chance += chance.value
    const hits = new Int32Array(this.#memory.all.buffer, this.#hitsAt, hitCount.value * 2)
    for (let i = 1; i < hits.length; i += 2) found(hits[i] as number)
    takeHits()
  }

  #searchMails(at: number, length: number): void {
    const { beginsHidden, hiddenAt, searchWholeHidden } = this.#exports
    touchedMails(this.#copy(at, length), {
      begins: (text) => {
        this.#put(text, hiddenAt(text.length))
        return beginsHidden(text.length) !== 0
      },
      whole: (text) => {
        this.#put(text, hiddenAt(text.length))
        searchWholeHidden(text.length)
      },
    })
  }

  #searchPacked(at: number, length: number): void {
    this.#searchAll((uncompressing) => packedTexts(this.#copy(at, length), uncompressing))
  }

  #searchInside(text: Uint8Array): void {
    this.#searchAll((uncompressing) => uncompressing.inside(text))
  }

  #searchAll(texts: (uncompressing: Uncompressing) => Iterable<Uint8Array>): void {
    const outer = this.#uncompressing
    const uncompressing = outer ?? new Uncompressing(() => this.unread++)
    this.#uncompressing = uncompressing
    try {
      for (const inner of texts(uncompressing)) {
        this.#put(inner, this.#exports.hiddenAt(inner.length))
        this.#exports.searchHidden(inner.length)
      }
    } finally {
      this.#uncompressing = outer
    }
  }
}
