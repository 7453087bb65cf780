import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PoligonError, type Place } from '../../core/errors.ts'
import type { ExchangeFiles } from './exchange-source.ts'
import { createCsvRowReader } from './csv-row.ts'
import { tellsWho } from './file-name.ts'
import { frameEnd, writeFrame } from './frame.ts'

/** Says of an error at a place in {@link exchangeBlocks} in which file that is, and where there. */
export function locatedInFile(failure: unknown, source: ExchangeFiles): unknown {
  if (!(failure instanceof PoligonError) || failure.place.byteOffset === undefined) return failure
  const { code, what, remedy, place, cause } = failure
  return new PoligonError(code, {
    what,
    remedy,
    place: { ...place, ...placeOf(source, failure.place.byteOffset) },
    cause,
  })
}

function placeOf({ root, files }: ExchangeFiles, byteOffset: number): Place {
  let from = 0
  for (const { stats, ...frame } of files) {
    const start = from + writeFrame(frame).length
    from = start + stats.size + frameEnd.length
    if (byteOffset >= from) continue
    const at = Math.max(0, byteOffset - start)
    const { layout } = frame.bulk
    const row =
      layout?.kind === 'document'
        ? 1
        : layout?.kind === 'records'
          ? undefined
          : rowAt(join(root, frame.path), frame.headBytes, at, layout)
    return {
      ...(tellsWho(frame.path) ? {} : { file: frame.path }),
      ...(row === undefined ? {} : { row }),
      byteOffset: at,
    }
  }
  return {}
}

/** The number of the row at `at`, from 1, as an editor of tables counts: without the line of names. */
function rowAt(
  path: string,
  from: number,
  at: number,
  layout: ExchangeFiles['files'][number]['bulk']['layout'],
): number | undefined {
  if (at > mostRead) return undefined
  const bytes = readFileSync(path).subarray(0, at)
  if (layout?.kind !== 'csv') return bytes.toString('latin1').split('\n').length
  const reader = createCsvRowReader(layout)
  let row = 1
  for (let next = from; next < bytes.length; row++) {
    next = reader.read(bytes, next, false)
    if (next < 0) break
  }
  return row
}

/** Nobody waits for more to learn a number. */
const mostRead = 256 * 1024 * 1024
