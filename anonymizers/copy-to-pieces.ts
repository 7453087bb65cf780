import type { RowSource } from '../core/contracts/dump.ts'
import { PoligonError } from '../core/errors.ts'
import { names, say } from '../core/redacted.ts'
import { piecesOf } from './pipeline/pieces.ts'
import { batches, survey } from './pipeline/survey.ts'
import { openDumpSource } from './sources/dump-source.ts'

/**
 * A dump as pieces for a Loader, as it is: for copies that are masked already.
 *
 * @throws POLIGON_SOURCE, POLIGON_DUMP_SYNTAX with the byte offset, POLIGON_TARGET for several databases.
 */
export async function* copyToPieces(path: string, signal: AbortSignal): RowSource {
  await using source = await openDumpSource(path, process.stdin, signal)
  const found = await survey(source, signal, () => {})
  if (found.databases.length > 0)
    throw new PoligonError('POLIGON_TARGET', {
      what: say`The dump holds several databases (${names(found.databases)}), and the target is one.`,
      remedy: say`Take a dump of one database.`,
    })
  const tables = new Map(found.tables.map((shape) => [shape.name, shape]))
  for await (const batch of batches(source, signal, () => {}))
    yield* piecesOf(batch, source.dialect, tables)
}
