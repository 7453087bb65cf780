import type { TableName } from '../../core/contracts/dump.ts'
import { fromRegistry } from '../../core/registry.ts'
import type { TableShape } from '../column.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { Bulk, RowCodec } from '../dialects/dialect.ts'
import { allDialects } from '../dialects/registry.ts'
import type { KernelKey } from '../kernel/keyed-function.ts'
import { openPersonIndex } from '../kernel/person-index.ts'
import type { Room } from '../kernel/room.ts'
import { eachRun, type RowRuns } from '../ledger/row-runs.ts'
import { columnsOf } from '../pipeline/lanes.ts'
import { RunFailure } from '../pipeline/mask-rows.ts'
import { createRowReader } from '../pipeline/row-reader.ts'
import { KeyHash } from './key-hash.ts'
import { lotLook, type Lot } from './lot-looks.ts'
import { keyLook, type KeyOfRows } from './reference-looks.ts'
import { lookingMasker, wordsOfRow, type LookingMasker, type RowLook } from './row-look.ts'

/** What rows of a table are looked at for, in this order. */
export interface TableLooks {
  readonly keys: readonly KeyOfRows[]
  readonly lots: readonly Lot[]
}

/** All that a thread needs to look at rows for a subset. Plain data. */
export interface KeysSetup {
  readonly dialect: string
  readonly tables: ReadonlyMap<TableName, TableShape>
  readonly looks: ReadonlyMap<TableName, TableLooks>
  /** For the hashes of keys. */
  readonly runKey: Uint8Array
  readonly key: KernelKey
  readonly persons: SharedArrayBuffer | undefined
}

/** The part of one thread in choosing rows. */
export interface KeyWork {
  /**
   * @returns for each part, for each look at its table, for each row: its words.
   * @throws RunFailure
   */
  read(bytes: Buffer<ArrayBuffer>, runs: RowRuns, room: Room): Int32Array<ArrayBuffer>
}

/** The looks at each table. */
export function looksOf(setup: Omit<KeysSetup, 'dialect'>): ReadonlyMap<TableName, RowLook[]> {
  const hash = new KeyHash(setup.runKey)
  const { key, tables } = setup
  const lots = { key, persons: setup.persons && openPersonIndex(setup.persons, key) }
  return new Map(
    [...setup.looks].map(([table, looks]) => [
      table,
      [
        ...looks.keys.map((one) => keyLook(table, one, tables, hash)),
        ...looks.lots.map((one) => lotLook(one, lots)),
      ],
    ]),
  )
}

export async function createKeyWork(setup: KeysSetup): Promise<KeyWork> {
  const dialect = await fromRegistry(allDialects, 'dialect', setup.dialect, 'POLIGON_INTERNAL')
  const looksAt = looksOf(setup)
  const made = new Map<string, { readonly codec: RowCodec; readonly masker: LookingMasker }>()
  const readerOf = (bulk: Bulk) => {
    const name = JSON.stringify(bulk)
    const known = made.get(name)
    if (known) return known
    const shape = setup.tables.get(bulk.table)
    if (!shape) throw new Error('rows of a table that nobody has told of')
    const columns = columnsOf(bulk, { shape })
    const masker = lookingMasker(columns, looksAt.get(bulk.table) ?? [])
    const one = { masker, codec: createRowReader(dialect, bulk, shape, columns, masker) }
    made.set(name, one)
    return one
  }
  const nothing = new ByteWriter(0)
  return {
    read(bytes, runs, room) {
      const width = ({ bulk, rows }: { bulk: Bulk | undefined; rows: number }) =>
        bulk ? rows * wordsOfRow(looksAt.get(bulk.table) ?? []) : 0
      let size = 0
      for (const run of eachRun(runs)) size += width(run)
      const words = room.words(size)
      let [at, number] = [0, 0]
      let last: { readonly bulk: Bulk; readonly reader: ReturnType<typeof readerOf> } | undefined
      for (const run of eachRun(runs)) {
        const { bulk, rows } = run
        if (!bulk) continue
        if (last?.bulk !== bulk) last = { bulk, reader: readerOf(bulk) }
        const { codec, masker } = last.reader
        masker.enter(rows, words.subarray(at, (at += width(run))))
        try {
          codec.maskRows(bytes, run.from, run.to, nothing)
        } catch (failure) {
          throw new RunFailure(number, codec.row, codec.rowStart, failure)
        }
        nothing.length = 0
        number++
      }
      return words
    },
  }
}
