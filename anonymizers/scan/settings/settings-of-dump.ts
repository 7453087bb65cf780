import type { Readable } from 'node:stream'
import type { ServerSettings } from '../../../core/contracts/server-settings.ts'
import { createProgress } from '../../../core/progress.ts'
import { say } from '../../../core/redacted.ts'
import { textReader } from '../../charsets/charset-on-wire.ts'
import { BytePool } from '../../kernel/byte-pool.ts'
import { batches } from '../../pipeline/survey.ts'
import { openDumpSource } from '../../sources/dump-source.ts'
import { createDumpSettings } from './dump-settings.ts'

export interface SettingsOptions {
  readonly source: string
  readonly signal: AbortSignal
  readonly quiet: boolean
  /** Default: the standard input of the process. */
  readonly stdin?: Readable
}

/**
 * What a dump tells of the settings of its server: version, character sets, collations, modes of triggers,
 * extensions.
 *
 * @throws POLIGON_SOURCE, POLIGON_DUMP_SYNTAX
 */
export async function settingsOfDump(options: SettingsOptions): Promise<ServerSettings> {
  const { signal, quiet, stdin = process.stdin } = options
  await using source = await openDumpSource(options.source, stdin, signal, 'look')
  const { family } = source.dialect
  const settings = createDumpSettings(family)
  const progress = createProgress(say`reading settings`, { quiet })
  const memory = new BytePool()
  try {
    const onRead = (bytes: number) => progress.update(bytes, source.size)
    for await (const { bytes, segments } of batches(source, signal, onRead, memory)) {
      for (const segment of segments)
        if (segment.kind === 'statement')
          settings.see(
            textReader(family, segment.charset)(bytes.subarray(segment.from, segment.to)),
          )
      memory.give(bytes)
    }
  } finally {
    progress.end()
  }
  return settings.found()
}
