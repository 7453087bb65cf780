import { readFileSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'
import type { RowSyntax } from '../../core/contracts/dump.ts'
import type { TablePlan } from '../plan.ts'
import { usualLocale, type LocaleName } from '../locales/registry.ts'
import { columnsRead } from './columns-read.ts'
import { KeyedHash } from './keyed-hash.ts'
import type { PersonIndex } from './person-index.ts'
import type { FieldMasker } from './row-masker-of.ts'
import { instantiate } from './wasm-api.ts'
import { WasmMemory } from './wasm-memory.ts'
import { WasmOutside, type FieldReader } from './wasm-outside.ts'
import { layOutPerson, layOutProgram, type ProgramScope } from './wasm-programs.ts'
import { layOutText } from './wasm-text.ts'
import { layOutWords } from './wasm-words.ts'
import type { KernelKey } from './keyed-function.ts'

/** Masks rows of one table and column order, as they stand in the dump. */
export interface WasmLane {
  /**
   * Masks the rows of `bytes[from, to)` as far as it can and hands the result to `append`, whose
   * argument is valid during the call. Stops at a row that is not usual: JavaScript does that one.
   *
   * @returns where it stopped, and how many rows were done
   */
  maskRows(
    bytes: Uint8Array,
    from: number,
    to: number,
    append: (masked: Uint8Array) => void,
  ): { readonly to: number; readonly rows: number }
}

export interface WasmKernel {
  /**
   * Undefined when only the kernel in JavaScript can read such rows.
   *
   * @param masker of the same table and columns: masks the fields that only JavaScript can
   */
  lane(
    table: TablePlan,
    columns: readonly string[],
    syntax: RowSyntax,
    masker: FieldMasker,
  ): WasmLane | undefined
}

/** What assembly/index.ts exports. */
interface Exports extends FieldReader {
  readonly heapBase: () => number
  readonly configure: (config: number) => void
  readonly configureText: (config: number) => void
  readonly maskRows: (lane: number, from: number, to: number, out: number, outEnd: number) => void
  readonly readTo: { readonly value: number }
  readonly wroteTo: { readonly value: number }
  readonly rows: { readonly value: number }
}

/** Longer values are left to JavaScript. */
const longestValue = 65_536
const mostColumns = 4096
const scratchSize = 1 << 20

/**
 * One for a thread.
 *
 * @param persons needed when plans take personas from other tables
 * @param locale whose words are most often drawn; fields of others are left to JavaScript
 */
export function createWasmKernel(
  key: KernelKey,
  persons?: PersonIndex,
  locale: LocaleName = usualLocale,
): WasmKernel {
  const code = readFileSync(assetFile(import.meta.url, 'kernel.wasm'))
  const outside = new WasmOutside(persons)
  const exports = instantiate(code, outside.imports) as Exports
  const memory = new WasmMemory(exports.memory, exports.heapBase())
  const words = layOutWords(memory, locale)
  const hash = new KeyedHash(key)
  exports.configure(
    memory.words([
      ...words.config,
      memory.reserve(longestValue + 16),
      memory.reserve(longestValue + 16),
      memory.reserve(longestValue * 3),
      longestValue,
      memory.reserve(scratchSize),
      scratchSize,
      memory.reserve(mostColumns * 24),
      hash.prf === 'hmac-sha256' ? 1 : 0,
      memory.reserve(longestValue + 16),
      memory.reserve(longestValue * 3),
    ]),
  )
  let hasText = false
  const shared = {
    memory,
    needText: () => {
      if (!hasText) exports.configureText(layOutText(memory))
      hasText = true
    },
    hash,
    longestWord: words.longest,
    locale,
    keys: new Map<string, number>(),
  }
  return {
    lane(table, columns, syntax, masker) {
      const laidOut = layOutLane(table, columns, syntax, shared)
      if (!laidOut) return undefined
      const enter = () => outside.enter({ masker, most: laidOut.most }, exports)
      return runLane(exports, memory, laidOut, enter)
    },
  }
}

interface LaneLayout {
  readonly at: number
  readonly added: number
  /** For each writer, see OutsideMasker. */
  readonly most: readonly number[]
}

function layOutLane(
  table: TablePlan,
  columns: readonly string[],
  syntax: RowSyntax,
  shared: Omit<ProgramScope, 'personAt' | 'place'>,
): LaneLayout | undefined {
  const { memory } = shared
  const plans = new Map(table.columns.map((plan) => [plan.column, plan]))
  const changed = columns.flatMap((column) => {
    const plan = plans.get(column)
    return plan && plan.treatment !== 'keep' && plan.program.op !== 'keep'
      ? [{ column, program: plan.program }]
      : []
  })
  const reads = new Set(changed.flatMap((one) => [one.column, ...columnsRead(one.program)]))
  const wanted = columns.filter((column) => reads.has(column))
  if (syntax === 'pg-values') return undefined
  if (columns.length > mostColumns || columns.some((column) => !plans.has(column))) return undefined

  const persons = new Map<string, number>()
  const slots: number[][] = []
  const scope: ProgramScope = {
    ...shared,
    place: (column) => (reads.has(column) ? wanted.indexOf(column) : undefined),
    personAt(person) {
      const place = wanted.indexOf('column' in person ? person.column : person.via)
      if (place < 0) return 0
      const name = JSON.stringify(person)
      const known = persons.get(name)
      if (known !== undefined) return known
      slots.push([place, ...layOutPerson(person, scope), 0, 0, 0, 0, 0])
      persons.set(name, slots.length)
      return slots.length
    },
  }
  const writers = changed.map(({ column, program }) => ({
    place: wanted.indexOf(column),
    program: layOutProgram(program, scope),
  }))
  if (slots.length > mostPersons) return undefined
  const most = writers.map(({ program }) => program.most)
  // A value's room is three times the longest input: as much again may come from the program alone.
  if (most.some((bytes) => bytes > longestValue)) return undefined
  const added = most.reduce((sum, bytes) => sum + 2 * bytes + 8, 0)
  const at = memory.words([
    syntax === 'mysql-values' ? 1 : 0,
    columns.length,
    memory.words(columns.map((column) => wanted.indexOf(column) + 1)),
    writers.length,
    memory.words(writers.flatMap(({ place, program }) => [place, program.at])),
    slots.length,
    memory.words(slots.flat()),
    added,
    wanted.length,
    memory.words(wanted.map((column) => columns.indexOf(column))),
  ])
  return { at, added, most }
}

/** See assembly/person.ts. */
const mostPersons = 16

function runLane(
  exports: Exports,
  memory: WasmMemory,
  { at, added }: LaneLayout,
  enter: () => void,
): WasmLane {
  return {
    maskRows(bytes, from, to, append) {
      const start = memory.end
      const length = to - from
      const out = (start + length + 31) & ~15
      const outEnd = out + length * 2 + added + 65_536
      memory.growTo(outEnd)
      memory.all.set(bytes.subarray(from, to), start)
      enter()
      exports.maskRows(at, start, start + length, out, outEnd - 16)
      append(memory.all.subarray(out, exports.wroteTo.value))
      return { to: from + exports.readTo.value - start, rows: exports.rows.value }
    },
  }
}
