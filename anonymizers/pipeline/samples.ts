import type { TableName } from '../../core/contracts/dump.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { createCodecs, type MaskSetup } from './codecs.ts'
import type { Lanes } from './lanes.ts'
import { showRows } from './show-rows.ts'
import { batches } from './survey.ts'

/** Masks that came out of one column, or of a path inside it. None of them was its own input. */
export interface Sample {
  readonly table: TableName
  readonly column: string
  /** `$.address.street`; empty for the whole column. */
  readonly part: string
  readonly masks: readonly string[]
}

/** Of each column and path. */
const wanted = 5
/** Longer masks are cut: they are to be looked at. */
const longest = 60
/** Runs of rows of one kind that are looked at, at most: some columns are always empty. */
const mostRuns = 3

/**
 * Masks the first rows of every kind that needs it, and collects what comes out; the originals are looked at
 * by nobody.
 *
 * @throws POLIGON_VALUE, POLIGON_DUMP_SYNTAX with table, row and byte offset.
 */
export async function takeSamples(
  source: DumpSource,
  lanes: Lanes,
  setup: MaskSetup,
  signal: AbortSignal,
): Promise<readonly Sample[]> {
  const found = new Map<string, Sample & { masks: string[] }>()
  const codecOf = await createCodecs(setup, (number, column, part, mask) => {
    const table = setup.lanes[number]?.table.shape.name ?? ''
    const key = JSON.stringify([table, column, part])
    const sample = found.get(key) ?? { table, column, part, masks: [] }
    found.set(key, sample)
    if (sample.masks.length >= wanted) return
    const text = mask === null ? 'NULL' : shown(mask)
    if (!sample.masks.includes(text)) sample.masks.push(text)
  })
  const runs = new Map<number, number>()
  const nothing = new ByteWriter(0)
  for await (const batch of batches(source, signal, () => {}))
    for (const segment of batch.segments) {
      if (segment.kind !== 'rows') continue
      const lane = lanes.of(segment.bulk)
      if (lane.treatment !== 'mask') continue
      const seen = runs.get(lane.number) ?? 0
      if (seen >= mostRuns) continue
      runs.set(lane.number, seen + 1)
      const codec = codecOf(lane.number)
      showRows(codec, batch, segment, nothing)
    }
  return [...found.values()]
}

function shown(mask: Uint8Array): string {
  const text = Buffer.from(mask).toString()
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
