import {
  maskToPieces,
  refuseOtherRun,
  type MaskReport,
  type MaskToPiecesOptions,
} from '../anonymizers/index.ts'
import type { EngineFamily } from '../core/contracts/dump.ts'
import { PoligonError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { name, say } from '../core/redacted.ts'
import { openDatabaseTarget, parseServerUrl, serverUrl } from '../environments/index.ts'
import { beginEarly } from './begin-early.ts'
import { sourceOptions } from './live-source.ts'

export interface MaskIntoDatabaseOptions extends Omit<MaskToPiecesOptions, 'onReport' | 'target'> {
  /** `postgres://…`, `mysql://…` or `mariadb://…`. */
  readonly target: string
  readonly log: Log
  /** Hosts other than this machine that may be written to. */
  readonly allowHosts?: readonly string[]
  /** Go on with the same load where it was killed; at the beginning when nothing is left of it. */
  readonly resume?: boolean
}

/**
 * Masks a dump or another live database into a live database, as a whole or not at all. The database is not touched before the
 * whole source was read and every column of it is covered.
 *
 * A load that is killed stays beside the database, and the same load goes on with it when it is told so.
 *
 * @throws what `maskDump` throws, POLIGON_RESUME too; POLIGON_TARGET, POLIGON_LOAD and POLIGON_UNREACHABLE of the database.
 */
export async function maskIntoDatabase(options: MaskIntoDatabaseOptions): Promise<MaskReport> {
  const { target: url, log, allowHosts, resume, ...mask } = options
  const { address, database } = parseServerUrl(url)
  const from = sourceOptions(mask.source, url, {
    log,
    ...(mask.signal ? { signal: mask.signal } : {}),
    ...(mask.jobs === undefined ? {} : { jobs: mask.jobs }),
  })
  if (resume && from.source === '-') throw notReadAgain()
  let report: MaskReport | undefined
  await using pieces = maskToPieces({
    ...mask,
    ...from,
    target: serverUrl({ ...address, database }, 'without password'),
    onReport: (made) => {
      report = made
    },
  })
  checkFamily(await pieces.prepare(), address.family)
  const facts = await pieces.facts()
  const notes: string[] = []
  const begun = beginEarly(pieces)
  const target = await openDatabaseTarget(url, {
    log,
    onNote: (note) => void notes.push(String(note)),
    ...(allowHosts ? { allowHosts } : {}),
    ...(facts ? { facts } : {}),
    ...(resume && facts ? { resume: (left) => refuseOtherRun(left, facts) } : {}),
    ...(mask.jobs === undefined ? {} : { jobs: mask.jobs }),
  }).catch(async (failure: unknown) => {
    await begun.giveUp()
    throw failure
  })
  try {
    await target.loader.load(begun, options.signal)
    options.signal?.throwIfAborted()
  } catch (failure) {
    await begun.giveUp()
    await target.abort()
    throw failure
  }
  await target.commit()
  if (!report) throw new Error('the loader did not read the dump to its end')
  return notes.length === 0 ? report : { ...report, notes }
}

const notReadAgain = () =>
  new PoligonError('POLIGON_USAGE', {
    what: say`A stream or a live database cannot be gone on with: what was read of it is gone.`,
    remedy: say`Run it without --resume, or from a file.`,
  })

/** MySQL and MariaDB read each other's dumps. */
function checkFamily(dump: EngineFamily, server: EngineFamily): void {
  if ((dump === 'postgres') === (server === 'postgres')) return
  throw new PoligonError('POLIGON_TARGET', {
    what: say`A dump of ${name(dump)} cannot go into a database of ${name(server)}.`,
    remedy: say`Name a target of the same kind.`,
  })
}
