import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'
import { createSharedMemory, instantiate, type SharedMemory } from '../kernel/wasm-api.ts'
import type { Scratch } from '../subset/scratch.ts'
import { entryWords, PendingOriginals } from './pending-originals.ts'

/** What the ledgers of all threads have in common: plain data and shared memory. */
export interface SharedOriginals {
  /** Of all fingerprints: drawn for each run. */
  readonly key: Uint8Array
  /** How many leaves there are, with the one that is none. */
  readonly leaves: number
  readonly memory: SharedMemory
  /** As assembly/ledger/table.ts is told. */
  readonly firsts: readonly [at: number, mask: number, numbersAt: number]
}

/** The same when all originals are known. */
export interface SealedOriginals {
  /** Different values. */
  readonly count: number
  /** As assembly/ledger/table.ts is told. */
  readonly table: readonly [
    at: number,
    slots: number,
    filter: number,
    bits: number,
    numbers: number,
  ]
  /** How they begin, as assembly/ledger/begins.ts is told; and of each part its bytes. */
  readonly begins: {
    readonly lines: readonly [at: number, count: number]
    readonly numbers: readonly [at: number, bytes: number]
  }
  /** By the number of digits: the chance of a number that means nothing to be one of the originals. */
  readonly density: readonly number[]
}

/** What assembly/ledger/table.ts exports. */
interface TableExports {
  readonly setFirsts: (...firsts: SharedOriginals['firsts']) => void
  readonly setTable: (...table: SealedOriginals['table']) => void
  readonly noteBegins: (at: number) => number
  readonly insertAll: (at: number, count: number) => number
}

/** The table as a thread sees it; what it exports is imported by ledger.wasm as `shared`. */
export function openTable({ memory, firsts }: SharedOriginals): TableExports {
  const code = readFileSync(assetFile(import.meta.url, '../kernel/table.wasm'))
  const exports = instantiate(code, { env: { memory } }) as TableExports
  exports.setFirsts(...firsts)
  return exports
}

export interface OriginalsSize extends Pick<SharedOriginals, 'leaves'> {
  /** No more values will be added than about so many. */
  readonly most: number
  /** For what outgrows memory. */
  readonly scratch: Scratch
}

export const mostDigits = 28
const firstAddress = 1024
/** 65,536 bits, and 16,384 for each number of digits. */
const numberBytes = (65_536 + 16_384 * (mostDigits + 1)) / 8
/** Entries go into the table so many at once. */
const roomForEntries = 4096
const pageBytes = 65_536

/** The originals of a run: first as they come from threads, then in a table that all of them read. */
export class Originals {
  readonly shared: SharedOriginals
  readonly #pending: PendingOriginals
  readonly #table: TableExports
  #end: number

  constructor({ leaves, most, scratch }: OriginalsSize) {
    this.#pending = new PendingOriginals(scratch)
    const memory = createSharedMemory(1)
    const numbersAt = firstAddress
    const at = numbersAt + numberBytes
    const size = powerOfTwo(most * 0.4, 1 << 16, 1 << 23)
    this.#end = at + size
    growTo(memory, this.#end)
    const key = new BigUint64Array(6)
    randomBytes(48).copy(Buffer.from(key.buffer))
    key[0] = (key[0] as bigint) | 1n
    key[1] = (key[1] as bigint) | 1n
    this.shared = {
      key: new Uint8Array(key.buffer),
      leaves,
      memory,
      firsts: [at, size - 1, numbersAt],
    }
    this.#table = openTable(this.shared)
  }

  /** Takes what a ledger found: its {@link Ledger.takeAdded}. */
  take(entries: Int32Array): void {
    this.#pending.take(entries)
  }

  /** Makes the table. Nothing is taken any more. */
  seal(): SealedOriginals {
    const { memory } = this.shared
    const all = this.#pending.count
    // To count is only worth while where the room counts.
    const most = all <= fewOriginals ? all : countDistinct(this.#pending)
    const slots = Math.ceil(most / mostFilled) + 64
    const bits = powerOfTwo(most * 4, 1 << 10, 1 << 26)
    const numbersAt = this.#reserve(4 * (mostDigits + 1))
    const filterAt = this.#reserve(bits / 8)
    const entriesAt = this.#reserve(roomForEntries * entryWords * 4)
    const tableAt = this.#reserve(slots * 6 + 16)
    const linesAt = this.#reserve((this.shared.firsts[1] + 1) / 8)
    const lines = this.#table.noteBegins(linesAt)
    const begins = {
      lines: [linesAt, lines],
      numbers: [this.shared.firsts[2], numberBytes],
    } as const
    const table = [tableAt, slots, filterAt, bits - 1, numbersAt] as const
    this.#table.setTable(...table)
    const room = new Int32Array(memory.buffer, entriesAt, roomForEntries * entryWords)
    let count = 0
    for (const part of this.#pending.parts())
      for (const { words } of part)
        for (let at = 0; at < words.length; at += room.length) {
          const some = words.subarray(at, at + room.length)
          room.set(some)
          count += this.#table.insertAll(entriesAt, some.length / entryWords)
        }
    const numbers = new Uint32Array(memory.buffer, numbersAt, mostDigits + 1)
    const density = Array.from(numbers, (known, digits) => known * 10 ** -digits)
    return { count, table, begins, density }
  }

  #reserve(size: number): number {
    const at = (this.#end + 15) & ~15
    this.#end = at + size
    growTo(this.shared.memory, this.#end)
    return at
  }
}

function growTo(memory: SharedMemory, size: number): void {
  const missing = size - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))
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
