import { ByteWriter } from '../dialects/byte-writer.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import { wordsOfName } from '../kernel/names/words-of-name.ts'
import { createPersonIndexBuilder } from '../kernel/person-index.ts'
import type { MaskPlan } from '../plan.ts'
import type { RowMasker } from '../row-masker.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import type { Lane, Lanes } from './lanes.ts'
import { createRowReader } from './row-reader.ts'
import { showRows } from './show-rows.ts'
import { batches } from './survey.ts'
import type { KernelKey } from '../kernel/keyed-function.ts'

/**
 * Reads the rows of the tables that others take their persons from, and makes the index of them;
 * undefined when the plan has none.
 *
 * @throws POLIGON_DUMP_SYNTAX with table, row and byte offset.
 */
export async function indexPersons(
  source: DumpSource,
  plan: MaskPlan,
  lanes: Lanes,
  key: KernelKey,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): Promise<SharedArrayBuffer | undefined> {
  if (plan.persons.length === 0) return undefined
  const builder = createPersonIndexBuilder(plan.persons, key)
  const wanted = new Set(plan.persons.map(({ table }) => table))
  const codecs = new Map<Lane, RowCodec>()
  const nothing = new ByteWriter(0)
  for await (const batch of batches(source, signal, onRead)) {
    for (const segment of batch.segments) {
      if (segment.kind !== 'rows' || !wanted.has(segment.bulk.table)) continue
      const lane = lanes.of(segment.bulk)
      let codec = codecs.get(lane)
      if (!codec) {
        const { table, columns } = lane
        const collector = collectorOf(plan, segment.bulk.table, columns, builder)
        codec = createRowReader(source.dialect, segment.bulk, table.shape, columns, collector)
        codecs.set(lane, codec)
      }
      showRows(codec, batch, segment, nothing)
    }
  }
  return builder.finish()
}

/** A row masker that changes nothing and tells the builder what it saw. */
function collectorOf(
  plan: MaskPlan,
  table: string,
  columns: readonly string[],
  builder: ReturnType<typeof createPersonIndexBuilder>,
): RowMasker {
  const pairs = plan.persons.flatMap((person, source) =>
    person.table === table
      ? [
          {
            source,
            key: columns.indexOf(person.key),
            by: columns.indexOf(person.by),
            names: (person.names ?? []).flatMap(({ column, ...holds }) => {
              const at = columns.indexOf(column)
              return at < 0 ? [] : [{ at, holds }]
            }),
          },
        ]
      : [],
  )
  const usable = pairs.filter(({ key, by }) => key >= 0 && by >= 0)
  const reads = [
    ...new Set(usable.flatMap(({ key, by, names }) => [key, by, ...names.map(({ at }) => at)])),
  ].toSorted((a, b) => a - b)
  return {
    reads,
    writes: [],
    mask(fields) {
      for (const { source, key, by, names } of usable) {
        const id = fields[reads.indexOf(key)]
        const subject = fields[reads.indexOf(by)]
        if (id && subject) builder.add(source, id, subject)
        for (const { at, holds } of names) {
          const name = fields[reads.indexOf(at)]
          if (!id || !subject || !name) continue
          for (const { word, part } of wordsOfName(name, holds))
            builder.addName(source, id, word, part)
        }
      }
      return []
    },
  }
}
