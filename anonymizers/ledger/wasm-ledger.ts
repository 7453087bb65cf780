import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'
import { instantiate } from '../kernel/wasm-api.ts'
import { WasmMemory } from '../kernel/wasm-memory.ts'
import { additionalEntries, letterEntries } from './fold.ts'
import { hiddenTexts } from './hidden-text.ts'
import type { Found, Ledger, LedgerSize } from './ledger.ts'
import { isTurned, type Leaf } from './leaves.ts'
import { entryWords, PendingOriginals } from './pending-originals.ts'
import { createBlocks, type BlockHooks, type LedgerBlocks } from './wasm-blocks.ts'
import type { LedgerExports } from './wasm-exports.ts'

/** Texts inside of texts inside of texts, and no deeper. */
const deepest = 6
const shortest = 6
const mostDigits = 28
const wordBytes = 24 * 1024
const hitBytes = 8 * 131_072
const pendingRoom = 131_072
const recentBytes = 65_536 * 16
export const mostColumns = 4096

/** Longer texts are searched in parts, that have so much in common. */
const partBytes = 1024 * 1024
const commonBytes = 16 * 1024
/** Longer values are known by how they begin. */
const longestValue = 64 * 1024
/** Behind every text, so that 16 bytes may be read at once. */
const margin = 64

/** As assembly/ledger/collect.ts numbers them. */
export const formNumbers = { number: 0, words: 1, text: 2 } as const

/** The ledger in WebAssembly; its twin is {@link JavaScriptLedger}. */
export class WasmLedger implements Ledger {
  count = 0
  chance = 0
  readonly blocks: LedgerBlocks
  readonly #exports: LedgerExports
  readonly #memory: WasmMemory
  readonly #pending: PendingOriginals
  readonly #pendingAt: number
  readonly #hitsAt: number
  #hooks: BlockHooks | undefined
  /** Where texts go that were hidden in others. */
  #hiddenAt = 0
  #depth = 0

  constructor({ leaves, most, scratch }: LedgerSize) {
    this.#pending = new PendingOriginals(scratch)
    const code = readFileSync(assetFile(import.meta.url, '../kernel/ledger.wasm'))
    const outside = {
      hiddenIn: (at: number, length: number, escaped: number, packed: number) =>
        this.#searchHidden(at, length, escaped !== 0, packed !== 0),
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
    const exports = instantiate(code, { outside }) as LedgerExports
    const memory = new WasmMemory(exports.memory, exports.heapBase())
    this.#exports = exports
    this.#memory = memory
    const key = new BigUint64Array(randomBytes(48).buffer.slice(0, 48))
    key[0] = (key[0] as bigint) | 1n
    key[1] = (key[1] as bigint) | 1n
    this.#hitsAt = memory.reserve(hitBytes)
    const likely = Float64Array.from({ length: mostDigits + 1 }, (_, digits) => 10 ** -digits)
    exports.configure(
      memory.words([
        memory.bytes(new Uint8Array(key.buffer)),
        memory.bytes(new Uint8Array(letterEntries.buffer)),
        memory.bytes(new Uint8Array(additionalEntries.buffer)),
        memory.reserve(wordBytes),
        this.#hitsAt,
        memory.reserve(4 * leaves),
        memory.bytes(new Uint8Array(8 * (mostDigits + 1))),
        memory.bytes(new Uint8Array(likely.buffer)),
        memory.reserve(8 * mostColumns),
      ]),
    )
    this.#pendingAt = memory.reserve(pendingRoom * 4 * entryWords)
    exports.setPending(this.#pendingAt, pendingRoom, memory.reserve(recentBytes))
    const firsts = powerOfTwo(most * 0.4, 1 << 16, 1 << 23)
    exports.setFirsts(memory.reserve(firsts), firsts - 1)
    this.blocks = createBlocks(exports, memory, {
      hitsAt: this.#hitsAt,
      enter: (hooks, hiddenAt) => {
        this.#hooks = hooks
        this.#hiddenAt = hiddenAt
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
    this.#exports.addValue(number, formNumbers[form], at, value.length)
    if (isTurned(kind)) this.#exports.addTurned(number)
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
    const { buffer } = this.#memory.all
    this.#pending.take(new Int32Array(buffer, this.#pendingAt, pendingCount.value * entryWords))
    takePending()
  }

  seal(): void {
    this.#drain()
    const memory = this.#memory
    const all = this.#pending.count
    // To count is only worth while where the room counts.
    const most = all <= fewOriginals ? all : countDistinct(this.#pending)
    const slots = Math.ceil(most / mostFilled) + 64
    const bits = powerOfTwo(most * 4, 1 << 10, 1 << 26)
    const table = memory.reserve(slots * 6 + 16)
    const filter = memory.reserve(bits / 8)
    // Blocks were there before.
    memory.all.fill(0, table, memory.end)
    this.#exports.setTable(table, slots, filter, bits - 1)
    for (const part of this.#pending.parts())
      for (const { words } of part) {
        new Int32Array(memory.all.buffer, this.#pendingAt).set(words)
        this.count += this.#exports.insertAll(this.#pendingAt, words.length / entryWords)
      }
  }

  search(text: Uint8Array, found: Found): void {
    if (text.length < shortest) return
    const { enterField, searchText, chance, hitCount, takeHits } = this.#exports
    this.#hiddenAt = 0
    this.#hooks = undefined
    const length = Math.min(text.length, partBytes)
    const at = this.#begin(length)
    this.#hiddenAt = at + 2 * (length + margin)
    enterField(0)
    for (let from = 0; ; from += partBytes - commonBytes) {
      const part = text.subarray(from, from + partBytes)
      searchText(this.#put(part, at), part.length)
      if (from + partBytes >= text.length) break
    }
    this.#hiddenAt = 0
    this.chance += chance.value
    const hits = new Int32Array(this.#memory.all.buffer, this.#hitsAt, hitCount.value * 2)
    for (let i = 1; i < hits.length; i += 2) found(hits[i] as number)
    takeHits()
  }

  #searchHidden(at: number, length: number, escaped: boolean, packed: boolean): void {
    if (this.#depth >= deepest) return
    const text = this.#copy(at, length)
    const hiddenAt = this.#hiddenAt
    this.#depth++
    for (const inner of hiddenTexts(text, escaped, packed)) {
      if (inner.length < shortest) continue
      this.#hiddenAt = hiddenAt + inner.length + margin
      this.#memory.growTo(this.#hiddenAt)
      this.#put(inner, hiddenAt)
      this.#exports.searchText(hiddenAt, inner.length)
    }
    this.#hiddenAt = hiddenAt
    this.#depth--
  }
}

/** How full the table may be. */
const mostFilled = 0.8
/** So many take so little room that repetitions do not matter. */
const fewOriginals = 4_000_000

function powerOfTwo(wanted: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, 2 ** Math.ceil(Math.log2(Math.max(1, wanted)))))
}

/** How many fingerprints there are, each counted once. */
function countDistinct(pending: PendingOriginals): number {
  let distinct = 0
  // Parts are nearly alike: this is more than twice what one holds.
  const size = powerOfTwo(pending.count / 24, 1 << 10, 1 << 28)
  const seen = new Int32Array(size * 2)
  for (const part of pending.parts()) {
    seen.fill(0)
    for (const { words } of part)
      for (let at = 0; at < words.length; at += entryWords) {
        const low = words[at] as number
        const high = words[at + 1] as number
        let slot = (low >>> 3) & (size - 1)
        while (
          (seen[slot * 2] !== low || seen[slot * 2 + 1] !== high) &&
          (seen[slot * 2] !== 0 || seen[slot * 2 + 1] !== 0)
        )
          slot = (slot + 1) & (size - 1)
        if (seen[slot * 2] === low && seen[slot * 2 + 1] === high) continue
        seen[slot * 2] = low
        seen[slot * 2 + 1] = high
        distinct++
      }
  }
  return distinct
}
