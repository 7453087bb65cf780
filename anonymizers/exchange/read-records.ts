import { say } from '../../core/redacted.ts'
import type { Bulk } from '../dialects/dialect.ts'
import { readJsonStep } from './json-records.ts'
import type { FileLayout, RecordFormat } from './layout.ts'
import { beginning, isComplete, malformed, type ReadStep } from './records.ts'
import { readXmlStep } from './xml-records.ts'

export const readStep: Readonly<Record<RecordFormat, ReadStep>> = {
  json: readJsonStep,
  xml: readXmlStep,
}

/** Parts of one level, or what stands around them. */
export interface RecordRun {
  readonly bulk: Bulk
  readonly rows: number
  readonly to: number
}

/** Cuts one document. */
export type ReadRecords = (bytes: Buffer, from: number, last: boolean) => RecordRun | undefined

export function createRecordReader(
  file: Bulk,
  { format, longest }: Extract<FileLayout, { kind: 'records' }>,
): ReadRecords {
  const read = readStep[format]
  const bulks = new Map<string, Bulk>()
  /** Equal layouts are one object. */
  const bulkWith = (layout: FileLayout): Bulk => {
    const key = JSON.stringify(layout)
    const known = bulks.get(key) ?? { ...file, layout }
    bulks.set(key, known)
    return known
  }
  let reading = beginning
  const readRun: ReadRecords = (bytes, from, last) => {
    const bounds = { end: bytes.length, last, longest }
    const first = read(bytes, from, bounds, reading)
    if (!first) return undefined
    const { part } = first
    if (!part) {
      reading = first.reading
      return { bulk: bulkWith({ kind: 'frame' }), rows: 0, to: first.to }
    }
    const { before, after } = part
    const layout = { kind: 'parts', format, before, after } as const
    const opens = first.reading.levels.length > reading.levels.length
    reading = first.reading
    if (opens) return { bulk: bulkWith({ ...layout, isTag: true }), rows: 1, to: first.to }
    let { to } = first
    let rows = 1
    for (;;) {
      const next = read(bytes, to, bounds, reading)
      const isAlike =
        next?.part?.before === before &&
        next.part.after === after &&
        next.reading.levels.length === reading.levels.length
      if (!next || !isAlike) break
      reading = next.reading
      ;({ to } = next)
      rows++
    }
    return { bulk: bulkWith(layout), rows, to }
  }
  return (bytes, from, last) => {
    const run = readRun(bytes, from, last)
    if (last && run?.to === bytes.length && !isComplete(reading))
      throw malformed(run.to, say`A document does not end.`)
    return run
  }
}
