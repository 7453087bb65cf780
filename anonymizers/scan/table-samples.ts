import type { ColumnShape, TableShape } from '../column.ts'
import { isAttribute, keyedValuesOf, type KeyedValues } from './keyed-values.ts'
import { mostPaths, ValueSampler, type SampledPath, type SampledValues } from './value-sampler.ts'

/** What was seen of a column. */
export interface SampledColumn extends SampledValues {
  readonly shape: ColumnShape
  /** What it holds under each key that another column names; absent where none does. */
  readonly keyed?: { readonly by: string; readonly keys: readonly SampledPath[] }
}

export interface SampledTable {
  readonly shape: TableShape
  readonly columns: readonly SampledColumn[]
}

/** Collects the values of the columns of one table, and of the documents in them. */
export class TableSampler {
  readonly #shape: TableShape
  readonly #key: number
  readonly #columns: readonly ValueSampler[]
  readonly #keyed: KeyedValues | undefined
  readonly #keys = new Map<string, ValueSampler>()

  constructor(shape: TableShape, key: number) {
    this.#shape = shape
    this.#key = key
    this.#keyed = keyedValuesOf(shape)
    this.#columns = shape.columns.map(() => new ValueSampler(key))
  }

  add(position: number, value: Uint8Array | null): void {
    const column = this.#columns[position]
    const shape = this.#shape.columns[position]
    if (!column || !shape) return
    if (value === null || value.length === 0) return column.skip()
    const text =
      shape.kind === 'binary'
        ? textOfBytes(value)
        : Buffer.from(value.buffer, value.byteOffset, value.length).toString()
    if (/^(?:text|json|binary|other)$/.test(shape.kind)) column.add(text, value)
    else column.addPlain(text)
  }

  /** Takes a whole row once more, for what one column says of another. @param at - positions of fields by column. */
  addKeyed(fields: readonly (Uint8Array | null)[], at: (column: string) => number): void {
    if (!this.#keyed) return
    const [key, value] = [fields[at(this.#keyed.key)], fields[at(this.#keyed.value)]]
    if (!key || !value || key.length > 80) return
    const name = Buffer.from(key).toString()
    if (!isAttribute(name)) return
    let sampler = this.#keys.get(name)
    if (!sampler) {
      if (this.#keys.size >= mostPaths) return
      sampler = new ValueSampler(this.#key)
      this.#keys.set(name, sampler)
    }
    sampler.add(Buffer.from(value).toString())
  }

  sampled(): SampledTable {
    return {
      shape: this.#shape,
      columns: this.#shape.columns.flatMap((shape, i) => {
        const column = this.#columns[i]
        if (!column || shape.generated) return []
        const sampled = { shape, ...column.sampled() }
        return shape.name === this.#keyed?.value
          ? [{ ...sampled, keyed: { by: this.#keyed.key, keys: this.#sampledKeys() } }]
          : [sampled]
      }),
    }
  }

  #sampledKeys(): readonly SampledPath[] {
    return [...this.#keys].map(([name, sampler]) => ({
      path: name,
      members: [name],
      ...sampler.sampled(),
    }))
  }
}

/** A table of which no row was seen. */
export const unseenTable = (shape: TableShape): SampledTable => new TableSampler(shape, 0).sampled()

/** Bytes that are text are read as that; an address of 4 or 16 bytes, and all else, in hex. */
function textOfBytes(value: Uint8Array): string {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.length)
  const text = bytes.toString()
  // oxlint-disable-next-line no-control-regex -- bytes that are no text
  return /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text.slice(0, 256))
    ? `\\x${bytes.toString('hex', 0, 64)}`
    : text
}
