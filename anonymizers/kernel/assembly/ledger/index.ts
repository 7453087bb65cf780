/** The ledger over whole blocks. Laid out and called by ../../../ledger/wasm-ledger.ts; plain memory, no run time. */
import { setConstants } from './column.ts'
import { addTurned, addValue } from './collect.ts'
import { fieldAt, fieldLength, setFields, setScratch } from './fields.ts'
import { setFolding } from './fold.ts'
import { exactPrint, setKey } from './hash.ts'
import { pendingCount, setDensity, setPending, takePending } from './originals.ts'
import { setDecoded } from './nested.ts'
import { byteCount, exact, fieldCount, readRows, readTo, rows, setOutput } from './rows.ts'
import {
  chance,
  enterField,
  hitCount,
  searchText,
  setFolded,
  setSearch,
  takeHits,
} from './search.ts'
import { addPrints } from './sums.ts'
import { setWords } from './words.ts'

export {
  addPrints,
  addTurned,
  addValue,
  byteCount,
  chance,
  enterField,
  exact,
  fieldAt,
  fieldCount,
  fieldLength,
  hitCount,
  pendingCount,
  readRows,
  readTo,
  rows,
  searchText,
  setConstants,
  setDecoded,
  setFolded,
  setOutput,
  setPending,
  setScratch,
  takeHits,
  takePending,
}

export function heapBase(): usize {
  return __heap_base
}

export function configure(config: usize): void {
  setKey(load<u32>(config))
  setFolding(load<u32>(config, 4), load<u32>(config, 8))
  setWords(load<u32>(config, 12))
  setSearch(load<u32>(config, 16), load<u32>(config, 20))
  setDensity(load<u32>(config, 24))
  setFields(load<u32>(config, 28))
}

/** A fingerprint of 64 bits, written to `to`. */
export function printTo(at: usize, length: u32, to: usize): void {
  store<u64>(to, exactPrint(at, length))
}
