import type { MaskDumpOptions, MaskReport } from '../anonymizers/index.ts'
import type { Log } from '../core/log.ts'
import { isDatabase } from './is-database.ts'

/** Masks what SOURCE names, a file, stream, folder or database, into what TARGET names. */
export async function maskAnything({
  log,
  allowHosts,
  ...options
}: MaskDumpOptions & {
  readonly resume: boolean
  readonly log: Log
  /** Hosts beside this machine whose databases may be written to. */
  readonly allowHosts: readonly string[]
}): Promise<MaskReport> {
  if (isDatabase(options.target)) {
    const { maskIntoDatabase } = await import('../runs/index.ts')
    return maskIntoDatabase({ ...options, log, allowHosts })
  }
  const noticing = { ...options, onNotice: log.info.bind(log) }
  if (isDatabase(options.source)) {
    const { maskDatabase } = await import('../runs/index.ts')
    return maskDatabase({ ...noticing, log })
  }
  const { maskDump } = await import('../anonymizers/index.ts')
  return maskDump(noticing)
}
