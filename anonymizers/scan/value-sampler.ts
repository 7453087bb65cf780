import { ColumnSampler, type ColumnSamples } from './column-samples.ts'
import { documentForms, leavesOf, withLists, type DocumentForm } from './documents.ts'
import { unwrap } from './unwrap.ts'

/** What was seen of values, and of what they hold. */
export interface SampledValues extends ColumnSamples {
  /** What the documents in it hold; absent when most values are none. */
  readonly document?: { readonly form: DocumentForm; readonly paths: readonly SampledPath[] }
  /** What its values pack (zip, base64 …); absent when most pack nothing. */
  readonly packed?: {
    /** From the outside inwards, of most of them: `base64 gzip`. */
    readonly wraps: string
    /** The texts inside. */
    readonly texts: SampledValues
  }
}

/** What was seen at one path inside documents. */
export interface SampledPath extends SampledValues {
  readonly path: string
  readonly members: readonly string[]
}

export const mostPaths = 500
/** Documents in documents in documents. */
const deepest = 3

/** Collects values, and what stands in the documents and packed files among them. */
export class ValueSampler {
  readonly #key: number
  readonly #depth: number
  readonly #values: ColumnSampler
  #texts: ValueSampler | undefined
  readonly #paths = new Map<
    string,
    { readonly members: readonly string[]; readonly sampler: ValueSampler }
  >()
  readonly #lists = new Set<string>()
  readonly #documents: Record<DocumentForm, number> = { json: 0, php: 0, xml: 0 }
  readonly #wraps = new Map<string, number>()

  /** @param key - see ColumnSampler. */
  constructor(key: number, depth = 0) {
    this.#key = key
    this.#depth = depth
    this.#values = new ColumnSampler(key)
  }

  skip(): void {
    this.#values.skip()
  }

  /** A value that holds no other. */
  addPlain(text: string): void {
    this.#values.add(text)
  }

  /** @param bytes - of the value; absent: those of `text`. */
  add(text: string, bytes?: Uint8Array): void {
    this.#values.add(text)
    if (this.#depth >= deepest) return
    const document = leavesOf(text)
    if (!document) return this.#unwrap(bytes ?? text)
    this.#documents[document.form]++
    for (const list of document.lists) this.#lists.add(list)
    for (const { path, members, value } of document.leaves) this.#at(path, members)?.add(value)
  }

  #at(path: string, members: readonly string[]): ValueSampler | undefined {
    const known = this.#paths.get(path)
    if (known) return known.sampler
    if (this.#paths.size >= mostPaths) return undefined
    const sampler = new ValueSampler(this.#key, this.#depth + 1)
    this.#paths.set(path, { members, sampler })
    return sampler
  }

  #unwrap(value: Uint8Array | string): void {
    if (value.length < shortestPacked) return
    const found = unwrap(typeof value === 'string' ? Buffer.from(value) : value)
    if (!found) return
    const wraps = found.wraps.join(' ')
    this.#wraps.set(wraps, (this.#wraps.get(wraps) ?? 0) + 1)
    this.#texts ??= new ValueSampler(this.#key, this.#depth + 1)
    this.#texts.add(found.text)
  }

  sampled(): SampledValues {
    const samples = this.#values.samples()
    const enough = (count: number) => count > 0 && count >= samples.filled * 0.5
    const [form = 'json'] = documentForms.toSorted(
      (a, b) => this.#documents[b] - this.#documents[a],
    )
    if (enough(this.#documents[form]))
      return { ...samples, document: { form, paths: this.sampledPaths() } }
    const packed = [...this.#wraps].toSorted((a, b) => b[1] - a[1])
    const [wraps] = packed[0] ?? []
    const texts = this.#texts?.sampled()
    return wraps !== undefined && texts && enough(packed.reduce((sum, [, count]) => sum + count, 0))
      ? { ...samples, packed: { wraps, texts } }
      : samples
  }

  sampledPaths(): readonly SampledPath[] {
    return [...this.#paths].map(([path, { members, sampler }]) => ({
      ...sampler.sampled(),
      path: withLists(path, this.#lists),
      members,
    }))
  }
}

const shortestPacked = 16
