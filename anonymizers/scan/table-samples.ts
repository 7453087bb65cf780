import type { TableName } from '../../core/contracts/dump.ts'
import type { ColumnShape, TableShape } from '../column.ts'
import { narrow } from '../ledger/utf16.ts'
import { attributeNamesOf, isAttribute, keyedValuesOf, type KeyedValues } from './keyed-values.ts'
import { mostPaths, ValueSampler, type SampledPath, type SampledValues } from './value-sampler.ts'

/** What was seen of a column. */
export interface SampledColumn extends SampledValues {
  readonly shape: ColumnShape
  /** What it holds under each key that another column names; absent where none does. */
  readonly keyed?: { readonly by: KeyedBy; readonly keys: readonly SampledPath[] }
}

/** The column that names the keys, or a table by whose rows their names are found. */
export type KeyedBy =
  | string
  | {
      readonly column: string
      readonly table: TableName
      readonly key: string
      readonly name: string
    }

export interface SampledTable {
  readonly shape: TableShape
  readonly columns: readonly SampledColumn[]
  /** Some whole rows, from all over those that were looked at: texts, numbers and dates by column; empty where there is none. */
  readonly rows: readonly SampledRow[]
}

export type SampledRow = ReadonlyMap<string, string>

/** Collects the values of the columns of one table, and of the documents in them. */
export class TableSampler {
  readonly #shape: TableShape
  readonly #key: number
  readonly #columns: readonly ValueSampler[]
  readonly #keyed: KeyedValues | undefined
  /** For each column of values, by key. */
  readonly #keys = new Map<string, Map<string, ValueSampler>>()
  readonly #names: ReturnType<typeof attributeNamesOf>
  readonly #codes = new Map<string, string>()
  readonly #rows: SampledRow[] = []
  #seen = 0

  constructor(shape: TableShape, key: number) {
    this.#shape = shape
    this.#key = key
    this.#keyed = keyedValuesOf(shape)
    this.#names = attributeNamesOf(shape)
    this.#columns = shape.columns.map(() => new ValueSampler(key))
  }

  add(position: number, value: Uint8Array | null): void {
    const column = this.#columns[position]
    const shape = this.#shape.columns[position]
    if (!column || !shape) return
    if (value === null || value.length === 0) return column.skip()
    if (shape.kind === 'binary') {
      const bytes = withoutHex(value)
      return column.add(textOfBytes(bytes), bytes)
    }
    const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString()
    if (/^(?:text|json|other)$/.test(shape.kind)) column.add(text, value)
    else column.addPlain(text)
  }

  /** Takes a whole row once more, for what one column says of another. @param at - positions of fields by column. */
  addRow(fields: readonly (Uint8Array | null)[], at: (column: string) => number): void {
    const field = (column: string) => fields[at(column)] ?? undefined
    const seen = this.#seen++
    if (this.#rows.length < mostRows && (seen < firstRows || seen % rowStep === 0))
      this.#rows.push(this.#rowOf(field))
    if (this.#names) this.#addCode(field(this.#names.key), field(this.#names.name))
    if (!this.#keyed) return
    const { key, values, attributes } = this.#keyed
    const written = field(key)
    if (!written || written.length > 80) return
    const name = Buffer.from(written).toString()
    if (!attributes && !isAttribute(name)) return
    for (const column of values) {
      const value = field(column)
      if (value) this.#samplerOf(column, name)?.add(Buffer.from(value).toString())
    }
  }

  #rowOf(field: (column: string) => Uint8Array | undefined): SampledRow {
    return new Map(
      this.#shape.columns.flatMap(({ name, kind }): [string, string][] => {
        const value = inRows.test(kind) ? field(name) : undefined
        return value && value.length > 0 && value.length <= longestInRow
          ? [[name, Buffer.from(value).toString()]]
          : []
      }),
    )
  }

  #addCode(key: Uint8Array | undefined, code: Uint8Array | undefined): void {
    if (!key || !code || code.length > 80 || this.#codes.size >= mostCodes) return
    const name = Buffer.from(code).toString()
    if (isAttribute(name)) this.#codes.set(Buffer.from(key).toString(), name)
  }

  #samplerOf(column: string, key: string): ValueSampler | undefined {
    const samplers = this.#keys.get(column) ?? new Map<string, ValueSampler>()
    this.#keys.set(column, samplers)
    const known = samplers.get(key)
    if (known || samplers.size >= mostPaths) return known
    const sampler = new ValueSampler(this.#key)
    samplers.set(key, sampler)
    return sampler
  }

  /**
   * @param named - finds the codes of attributes in another table that is called so.
   * @param whole - the table with what the dump said of it later.
   */
  sampled(named: CodesOf = () => undefined, whole: TableShape = this.#shape): SampledTable {
    return {
      shape: whole,
      rows: this.#rows,
      columns: this.#shape.columns.flatMap(({ name }, i) => {
        const column = this.#columns[i]
        const shape = whole.columns.find((one) => one.name === name)
        if (!column || !shape || shape.generated) return []
        const keyed = this.#keyedIn(name, named)
        return [{ shape, ...column.sampled(), ...(keyed ? { keyed } : {}) }]
      }),
    }
  }

  /** Codes of attributes, when it is a table of them. */
  codes(): AttributeCodes | undefined {
    return this.#names && { table: this.#shape, ...this.#names, byKey: this.#codes }
  }

  #keyedIn(column: string, named: CodesOf): SampledColumn['keyed'] {
    if (!this.#keyed?.values.includes(column)) return undefined
    const { key, attributes } = this.#keyed
    const samplers = [...(this.#keys.get(column) ?? [])]
    if (!attributes)
      return { by: key, keys: samplers.map(([name, one]) => pathOf(name, one.sampled())) }
    const codes = named(attributes)
    if (!codes) return undefined
    const { table, key: of, name, byKey } = codes
    return {
      by: { column: key, table: table.name, key: of, name },
      keys: samplers.flatMap(([id, one]) => {
        const code = byKey.get(id)
        return code === undefined ? [] : [pathOf(code, one.sampled())]
      }),
    }
  }
}

/** A table of attributes, with their codes by their keys. */
export interface AttributeCodes {
  readonly table: TableShape
  readonly key: string
  readonly name: string
  readonly byKey: ReadonlyMap<string, string>
}

/** @param words - what the table may be called, the likeliest first. */
export type CodesOf = (words: readonly (readonly string[])[]) => AttributeCodes | undefined

const mostCodes = 10_000

/** Whole rows that are kept of a table: the first ones, and then one of every so many. */
const mostRows = 40
const firstRows = 20
const rowStep = 100
/** In bytes. */
const longestInRow = 160
const inRows = /^(?:text|integer|date|timestamp)$/

const pathOf = (name: string, samples: SampledValues): SampledPath => ({
  path: name,
  members: [name],
  ...samples,
})

/** A table of which no row was seen. */
export const unseenTable = (shape: TableShape): SampledTable => new TableSampler(shape, 0).sampled()

/** What `\\x6a61` of PostgreSQL stands for. */
function withoutHex(value: Uint8Array): Uint8Array {
  if (value[0] !== 0x5c || value[1] !== 0x78) return value
  const digits = Buffer.from(value.buffer, value.byteOffset + 2, value.length - 2)
  const bytes = Buffer.from(digits.toString('latin1', 0, 2 * mostOfBytes), 'hex')
  return bytes.length * 2 === Math.min(digits.length, 2 * mostOfBytes) ? bytes : value
}

/**
 * Bytes that are text are read as that, of others the texts among them, as `strings` shows them: serialized objects hold
 * some. An address of 4 or 16 bytes, and what has no text, in hex.
 */
function textOfBytes(value: Uint8Array): string {
  const bytes = Buffer.from(value.buffer, value.byteOffset, Math.min(value.length, mostOfBytes))
  const text = bytes.toString()
  if (!noText.test(text.slice(0, 256))) return text
  const wide = narrow(bytes)
  if (wide) return wide.toString()
  const parts = value.length > 16 ? text.split(noText).filter((part) => part.length >= 6) : []
  return parts.length > 0 ? parts.join('\n') : `\\x${bytes.toString('hex', 0, 64)}`
}

const mostOfBytes = 64 * 1024
// oxlint-disable-next-line no-control-regex -- bytes that are no text
const noText = /[\u0000-\u0008\u000e-\u001f\ufffd]+/
