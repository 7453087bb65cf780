import type { RowSyntax } from '../../core/contracts/dump.ts'
import type { WasmMemory } from '../kernel/wasm-memory.ts'
import { layOutPaths } from '../kernel/wasm-walk.ts'
import type { WalkProgram } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import { RowFailure } from '../pipeline/block-codec.ts'
import type { ColumnSums } from './column-sums.ts'
import type { LedgerExports } from './wasm-exports.ts'

/** What JavaScript does for single rows and values of a block. */
export interface BlockHooks {
  /** The fields of a row can be read; see {@link LedgerBlocks.field}. */
  seeRow?(): void
  /** A value of the leaf that may hold several originals. */
  seeValue?(leaf: number, value: Uint8Array): void
  /** A mask of the leaf that may reach somebody. */
  seeMask?(leaf: number, mask: Uint8Array): void
  /** A nested value of the column that only JavaScript can walk. */
  seeNested?(column: number, value: Uint8Array): void
}

/** A column of JSON documents: what is done with the values at the ends of its paths. */
export interface Paths<Done> {
  readonly walk: WalkProgram
  readonly done: (program: Program) => Done | undefined
}

/** What to do with values when originals are collected; 0 and false where nothing is. */
export interface CollectedLeaf {
  readonly usual: number
  readonly bare: number
  /** As `formNumbers`. */
  readonly form: number
  /** Values of no more words than that are bare. */
  readonly fewWords: number
  /** Values of fewer bytes are bare too. */
  readonly fewBytes: number
  /** Numbers that begin so may be nobody's. */
  readonly prefixes: Prefixes | undefined
  readonly holdsAnything: boolean
  readonly turned: boolean
}

export type CollectedColumn = CollectedLeaf | Paths<CollectedLeaf>

/** What the masks of a leaf must be. */
export interface ReachOfLeaf {
  readonly leaf: number
  /** As it can be told from their bytes. */
  readonly is: 'email' | Prefixes
}

/** Columns with the first name and the surname of somebody, and the leaf of both together. */
export interface NamePair {
  readonly first: number
  readonly last: number
  readonly leaf: number
}

/** How a copy's column is looked at. */
export interface SearchedColumn {
  readonly looked: boolean
  readonly reach: ReachOfLeaf | Paths<ReachOfLeaf> | undefined
}

/** Numbers by their first three digits. */
export interface Prefixes {
  /** The number of Poland may stand before nine digits. */
  readonly country: boolean
  readonly begins: ReadonlySet<string>
}

/** What was seen in a part of a block; valid until the next one. */
export interface BlockSeen {
  readonly to: number
  readonly rows: number
  readonly fields: number
  readonly bytes: number
  /** Of column `c` and row `r` at `c * stride + r`; 0 for NULL and for nothing. */
  readonly prints: Int32Array
  readonly stride: number
  /** Adds what was seen in a column; `first`: the number of the first row in its table, from 0. */
  addTo(sums: ColumnSums, column: number, first: number): void
  /** Columns and leaves in turn. */
  readonly hits: Int32Array
  /** By column. */
  readonly chances: Float64Array
}

/** Reads as many rows as it can. */
export type ReadBlock = (bytes: Uint8Array, from: number, to: number) => RowsDone

/** Where it stopped, and how many rows were done. */
export interface RowsDone {
  readonly to: number
  readonly rows: number
}

/** Reads as many rows as it can, and shows what it saw, part by part. */
export type ShowBlock = (
  bytes: Uint8Array,
  from: number,
  to: number,
  see: (seen: BlockSeen) => void,
) => RowsDone

export interface LedgerBlocks {
  collect(
    columns: readonly (CollectedColumn | undefined)[],
    pairs: readonly NamePair[],
    syntax: RowSyntax,
    hooks: BlockHooks,
  ): ShowBlock
  search(columns: readonly SearchedColumn[], syntax: RowSyntax, hooks: BlockHooks): ShowBlock
  /** Of the row at hand; null for NULL. Valid until something else is asked. */
  field(column: number): Uint8Array | null
  /** Texts that masks are made of whole: they are no originals. */
  leaveOut(texts: Iterable<string>): void
}

interface Inside {
  readonly hitsAt: number
  /** Whose rows come; `hiddenAt`: memory from there on is free. */
  readonly enter: (hooks: BlockHooks | undefined, hiddenAt: number) => void
  readonly drain: () => void
}

const printBytes = 1024 * 1024
const margin = 128
const missing = 0xffffffff

export function createBlocks(
  exports: LedgerExports,
  memory: WasmMemory,
  { hitsAt, enter, drain }: Inside,
): LedgerBlocks {
  const sets = new Map<Prefixes, number>()
  const layOutPrefixes = (prefixes: Prefixes | undefined): number => {
    if (!prefixes) return 0
    const known = sets.get(prefixes)
    if (known !== undefined) return known
    const bytes = new Uint8Array(1004)
    bytes[0] = prefixes.country ? 1 : 0
    for (const begins of prefixes.begins) bytes[4 + Number(begins)] = 1
    const at = memory.bytes(bytes)
    sets.set(prefixes, at)
    return at
  }

  const layOutInside = <Done>(
    { walk, done }: Paths<Done>,
    layOut: (done: Done) => readonly number[],
  ): readonly [root: number, free: number] => {
    const root = layOutPaths(walk, memory, (program) => {
      const one = done(program)
      const words = one ? layOut(one) : []
      return memory.words([
        ...Array.from({ length: 8 }, (_, i) => words[i] ?? 0),
        program.op === 'constant' ? 1 : 0,
      ])
    })
    // Without a root every document is left to JavaScript.
    return root === undefined ? [0, 0] : [root, walk.otherPaths === 'keep' ? 1 : 0]
  }
  const collected = (one: CollectedLeaf): readonly number[] => [
    1,
    one.usual,
    one.bare,
    one.form,
    one.fewWords + one.fewBytes * 256,
    layOutPrefixes(one.prefixes),
    one.holdsAnything ? 1 : 0,
    one.turned ? 1 : 0,
  ]
  const reached = ({ leaf, is }: ReachOfLeaf): readonly number[] => [
    is === 'email' ? 1 : layOutPrefixes(is),
    0,
    leaf,
  ]

  const layOut = (
    specs: readonly (readonly number[])[],
    pairs: readonly NamePair[],
    syntax: RowSyntax,
    hooks: BlockHooks,
  ): number =>
    memory.words([
      syntax === 'mysql-values' ? 1 : 0,
      specs.length,
      hooks.seeRow ? 1 : 0,
      pairs.length === 0
        ? 0
        : memory.words([
            pairs.length,
            ...pairs.flatMap(({ first, last, leaf }) => [first, last, leaf]),
          ]),
      ...specs.flatMap((spec) => Array.from({ length: 8 }, (_, i) => spec[i] ?? 0)),
    ])

  const read = (lane: number, columns: number, mode: number, hooks: BlockHooks): ShowBlock => {
    const chances = memory.reserve(columns * 8)
    const sums = memory.reserve(24)
    const stride = Math.max(1, Math.floor(printBytes / 4 / columns))
    return (bytes, from, to, see) => {
      const length = to - from
      const begin = memory.end + 16
      const room = (length + margin + 15) & ~15
      const prints = begin + 4 * room
      const free = prints + stride * columns * 4 + margin
      memory.growTo(free + margin)
      memory.all.set(bytes.subarray(from, to), begin)
      exports.setScratch(begin + room)
      exports.setFolded(begin + 2 * room)
      exports.setDecoded(begin + 3 * room)
      exports.setOutput(prints, stride, chances)
      let at = begin
      let rows = 0
      enter(hooks, free)
      while (at < begin + length) {
        try {
          exports.readRows(lane, at, begin + length, mode)
        } catch (cause) {
          throw new RowFailure(
            rows + exports.rows.value,
            from + exports.readTo.value - begin,
            cause,
          )
        }
        const { buffer } = memory.all
        const seen: BlockSeen = {
          to: from + exports.readTo.value - begin,
          rows: exports.rows.value,
          fields: exports.fieldCount.value,
          bytes: Number(exports.byteCount.value),
          prints: new Int32Array(buffer, prints, stride * columns),
          stride,
          addTo({ state }, column, first) {
            const words = new Int32Array(buffer, sums, state.length)
            words.set(state)
            exports.addPrints(sums, prints + column * stride * 4, exports.rows.value, first)
            state.set(words)
          },
          hits: new Int32Array(buffer, hitsAt, exports.hitCount.value * 2),
          chances: new Float64Array(buffer, chances, columns),
        }
        see(seen)
        exports.takeHits()
        drain()
        const done = exports.readTo.value
        rows += seen.rows
        if (done === at) break
        at = done
      }
      enter(undefined, 0)
      return { to: from + at - begin, rows }
    }
  }

  return {
    collect(columns, pairs, syntax, hooks) {
      const specs = columns.map((one) =>
        one ? ('walk' in one ? [2, 0, ...layOutInside(one, collected)] : collected(one)) : [],
      )
      return read(layOut(specs, pairs, syntax, hooks), columns.length, 0, hooks)
    },
    search(columns, syntax, hooks) {
      const specs = columns.map(({ looked, reach }) => {
        const words: readonly number[] = reach
          ? 'walk' in reach
            ? [2, 0, ...layOutInside(reach, reached)]
            : reached(reach)
          : [0, 0]
        return words.with(1, looked ? 0 : 1)
      })
      return read(layOut(specs, [], syntax, hooks), columns.length, 1, hooks)
    },
    field(column) {
      const length = exports.fieldLength(column) >>> 0
      const at = exports.fieldAt(column)
      return length === missing ? null : memory.all.subarray(at, at + length)
    },
    leaveOut(texts) {
      const all = [...texts].map((text) => Buffer.from(text))
      const at = memory.reserve(8 * all.length)
      all.forEach((text, i) => {
        const [from] = memory.text(`${text.toString()}${'\0'.repeat(16)}`)
        exports.printTo(from, text.length, at + 8 * i)
      })
      exports.setConstants(at, all.length)
    },
  }
}
