/** The ledger over whole blocks. Laid out and called by ../../../ledger/wasm-ledger.ts; plain memory, no run time. */
import { setBegins } from './begins.ts'
import { setConstants } from './column.ts'
import { aboutOriginal, addGathered, gatherOriginal } from './collect.ts'
import { fieldAt, fieldLength, setFields, setScratch } from './fields.ts'
import { setFolding } from './fold.ts'
import { exactPrint, setKey } from './hash.ts'
import { pendingCount, setDensity, setPending, takePending } from './originals.ts'
import { beginsHidden, hiddenAt, searchHidden, searchWholeHidden, setHidden } from './hidden.ts'
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
import { setNames } from './unescape.ts'

export {
  addPrints,
  beginsHidden,
  byteCount,
  chance,
  enterField,
  exact,
  fieldAt,
  fieldCount,
  fieldLength,
  hiddenAt,
  hitCount,
  pendingCount,
  readRows,
  readTo,
  rows,
  searchHidden,
  searchText,
  searchWholeHidden,
  setBegins,
  setConstants,
  setDecoded,
  setFolded,
  setHidden,
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
  setNames(load<u32>(config, 12), load<u32>(config, 32))
  setSearch(load<u32>(config, 16), load<u32>(config, 20))
  setDensity(load<u32>(config, 24))
  setFields(load<u32>(config, 28))
}

/** A fingerprint of 64 bits, written to `to`. */
export function printTo(at: usize, length: u32, to: usize): void {
  store<u64>(to, exactPrint(at, length))
}

/** Remembers a value of a leaf in its form; `turned`: two names the other way round too. */
export function addValue(leaf: u32, form: u32, turned: bool, at: usize, length: u32): void {
  gatherOriginal(aboutOriginal(leaf, form, turned), at, length)
  addGathered()
}
