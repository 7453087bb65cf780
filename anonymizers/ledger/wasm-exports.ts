import type { Memory } from '../kernel/wasm-api.ts'

interface Global<T = number> {
  readonly value: T
}

/** What ../kernel/assembly/ledger/index.ts exports. */
export interface LedgerExports {
  readonly memory: Memory
  readonly heapBase: () => number
  readonly configure: (config: number) => void
  readonly setPending: (at: number, room: number, recent: number) => void
  readonly setBegins: (lines: number, count: number, numbers: number) => void
  readonly setFolded: (at: number) => void
  readonly setDecoded: (at: number) => void
  readonly setHidden: (at: number) => void
  readonly setScratch: (at: number) => void
  readonly setOutput: (prints: number, rows: number, chances: number) => void
  readonly setConstants: (at: number, count: number) => void
  readonly exact: (at: number, length: number) => number
  readonly printTo: (at: number, length: number, to: number) => void
  readonly addValue: (
    leaf: number,
    form: number,
    turned: number,
    at: number,
    length: number,
  ) => void
  readonly pendingCount: Global
  readonly takePending: () => void
  readonly enterField: (column: number) => void
  readonly searchText: (at: number, length: number) => void
  readonly hiddenAt: (length: number) => number
  readonly searchHidden: (length: number) => void
  readonly beginsHidden: (length: number) => number
  readonly searchWholeHidden: (length: number) => void
  readonly chance: Global
  readonly hitCount: Global
  readonly takeHits: () => void
  readonly readRows: (lane: number, from: number, to: number, mode: number) => void
  readonly addPrints: (sums: number, prints: number, rows: number, first: number) => void
  readonly readTo: Global
  readonly rows: Global
  readonly fieldCount: Global
  readonly byteCount: Global<bigint>
  readonly fieldAt: (column: number) => number
  readonly fieldLength: (column: number) => number
}
