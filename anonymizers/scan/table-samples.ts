import type { ColumnShape, TableShape } from '../column.ts'
import { ColumnSampler, type ColumnSamples } from './column-samples.ts'
import { isAttribute, keyedValuesOf, type KeyedValues } from './keyed-values.ts'
import { leavesOf, type DocumentForm } from './documents.ts'

/** What was seen of a column. */
export interface SampledColumn extends ColumnSamples {
  readonly shape: ColumnShape
  /** What its documents hold; absent when most values are none. */
  readonly document?: { readonly form: DocumentForm; readonly paths: readonly SampledPath[] }
  /** What it holds under each key that another column names; absent where none does. */
  readonly keyed?: { readonly by: string; readonly keys: readonly SampledPath[] }
}

/** What was seen at one path inside documents. */
export interface SampledPath extends ColumnSamples {
  readonly path: string
  readonly members: readonly string[]
}

export interface SampledTable {
  readonly shape: TableShape
  readonly columns: readonly SampledColumn[]
}

const mostPaths = 500

/** Collects the values of the columns of one table, and of the documents in them. */
export class TableSampler {
  readonly #shape: TableShape
  readonly #key: number
  readonly #columns: readonly OneColumn[]
  readonly #keyed: KeyedValues | undefined
  readonly #keys = new Map<string, ColumnSampler>()

  constructor(shape: TableShape, key: number) {
    this.#shape = shape
    this.#key = key
    this.#keyed = keyedValuesOf(shape)
    this.#columns = shape.columns.map(() => ({
      sampler: new ColumnSampler(key),
      paths: new Map(),
      documents: { json: 0, php: 0 },
    }))
  }

  add(position: number, value: Uint8Array | null): void {
    const column = this.#columns[position]
    const shape = this.#shape.columns[position]
    if (!column || !shape) return
    if (value === null || value.length === 0) return column.sampler.skip()
    const text =
      shape.kind === 'binary'
        ? textOfBytes(value)
        : Buffer.from(value.buffer, value.byteOffset, value.length).toString()
    column.sampler.add(text)
    if (!/^(?:text|json|binary|other)$/.test(shape.kind)) return
    const document = leavesOf(text)
    if (!document) return
    column.documents[document.form]++
    for (const { path, members, value: leaf } of document.leaves) {
      let place = column.paths.get(path)
      if (!place) {
        if (column.paths.size >= mostPaths) continue
        place = { members, sampler: new ColumnSampler(this.#key) }
        column.paths.set(path, place)
      }
      place.sampler.add(leaf)
    }
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
      sampler = new ColumnSampler(this.#key)
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
        const sampled = sampledColumn(shape, column)
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
      ...sampler.samples(),
    }))
  }
}

interface OneColumn {
  readonly sampler: ColumnSampler
  readonly paths: Map<
    string,
    { readonly members: readonly string[]; readonly sampler: ColumnSampler }
  >
  readonly documents: Record<DocumentForm, number>
}

function sampledColumn(
  shape: ColumnShape,
  { sampler, paths, documents }: OneColumn,
): SampledColumn {
  const samples = sampler.samples()
  const form = documents.json >= documents.php ? 'json' : 'php'
  if (documents[form] === 0 || documents[form] < samples.filled * 0.5) return { shape, ...samples }
  return {
    shape,
    ...samples,
    document: {
      form,
      paths: [...paths].map(([path, { members, sampler: one }]) => ({
        path,
        members,
        ...one.samples(),
      })),
    },
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
