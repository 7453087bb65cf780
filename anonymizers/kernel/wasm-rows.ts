import { readFileSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'
import { instantiate, type Memory } from './wasm-api.ts'

/** Whole rows that were found, and the position behind the last of them. */
export interface RowsFound {
  readonly rows: number
  readonly to: number
}

/**
 * Finds whole rows from `from` on, in bytes that hold nothing unusual: it stops before a row that
 * JavaScript must look at, and at the end of the rows. `behindRow`: a row of the same statement stands
 * before, so that a comma comes first.
 */
export type FindRows = (bytes: Uint8Array, from: number, behindRow: boolean) => RowsFound

/** What assembly/rows.ts exports. */
interface Exports {
  readonly memory: Memory
  readonly heapBase: () => number
  readonly findTuples: (from: number, to: number, behindRow: number, ends: number) => void
  readonly findLines: (from: number, to: number) => void
  readonly rowCount: { readonly value: number }
  readonly rowsEnd: { readonly value: number }
}

/** More bytes are looked at only when the ones before were nothing but rows. */
const firstWindow = 16 * 1024
const longestWindow = 1024 * 1024
const margin = 64

/** Of rows whose ends are asked for; none is shorter than two bytes, and an end takes four. */
const endsWindow = 256 * 1024

let loaded: Exports | undefined

function load(): Exports {
  const made = instantiate(readFileSync(assetFile(import.meta.url, 'rows.wasm')), {}) as Exports
  const missing = endsAt(made) + endsWindow * 2 - made.memory.buffer.byteLength
  if (missing > 0) made.memory.grow(Math.ceil(missing / 65_536))
  return made
}

const endsAt = ({ heapBase }: Exports): number => ((heapBase() + 3) & ~3) + longestWindow + margin

function findBy(find: (exports: Exports, to: number, behindRow: boolean) => void): FindRows {
  return (bytes, from, behindRow) => {
    loaded ??= load()
    const base = loaded.heapBase()
    const memory = new Uint8Array(loaded.memory.buffer)
    let rows = 0
    let to = from
    for (let window = firstWindow; ; window = Math.min(window * 4, longestWindow)) {
      const end = Math.min(bytes.length, to + window)
      memory.set(bytes.subarray(to, end), base)
      find(loaded, base + end - to, behindRow || rows > 0)
      const found = loaded.rowCount.value
      rows += found
      to += loaded.rowsEnd.value - base
      if (found === 0 || end === bytes.length) return { rows, to }
    }
  }
}

const inJavaScript: FindRows = (_bytes, from) => ({ rows: 0, to: from })

/** For tests that hold the two kernels against each other: `POLIGON_KERNEL=javascript`. */
const choose = (find: FindRows) =>
  process.env['POLIGON_KERNEL'] === 'javascript' ? inJavaScript : find

/** Rows of MySQL in parentheses. */
export const findTuples: FindRows = choose(
  findBy((exports, to, behindRow) =>
    exports.findTuples(exports.heapBase(), to, behindRow ? 1 : 0, 0),
  ),
)

/**
 * Where rows of MySQL in parentheses end, counted from `from`, as far as {@link findTuples} finds them and a
 * window reaches. Valid until the next call.
 */
export const findTupleEnds: (
  bytes: Uint8Array,
  from: number,
  to: number,
  behindRow: boolean,
) => Uint32Array =
  process.env['POLIGON_KERNEL'] === 'javascript'
    ? () => none
    : (bytes, from, to, behindRow) => {
        loaded ??= load()
        const base = loaded.heapBase()
        const end = Math.min(to, from + endsWindow)
        new Uint8Array(loaded.memory.buffer).set(bytes.subarray(from, end), base)
        loaded.findTuples(base, base + end - from, behindRow ? 1 : 0, endsAt(loaded))
        return new Uint32Array(loaded.memory.buffer, endsAt(loaded), loaded.rowCount.value)
      }

const none = new Uint32Array(0)

/** Rows of COPY's text format, up to the line that ends them. */
export const findLines: FindRows = choose(
  findBy((exports, to) => exports.findLines(exports.heapBase(), to)),
)
