import { createProgress } from '../../core/progress.ts'
import { say, type Redacted } from '../../core/redacted.ts'
import { bindPolicy } from '../bind.ts'
import { wantedLookups } from '../bind/lookups.ts'
import { largeObjectTable } from '../dialects/pg/large-objects.ts'
import type { MaskPlan } from '../plan.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { readLookups } from './lookups.ts'
import { survey, type SeeSegment, type Survey } from './survey.ts'

/** A dump that was looked through, with the policy fitted to it. */
export interface BoundSource {
  /** As it was opened; its tables are named as the survey found that they must be. */
  readonly source: DumpSource
  readonly found: Survey
  readonly plan: MaskPlan
}

/** @throws POLIGON_SOURCE, POLIGON_DUMP_SYNTAX, POLIGON_POLICY_* */
export async function bindSource(
  opened: DumpSource,
  policy: LoadedPolicy,
  quiet: boolean,
  signal: AbortSignal,
  see?: SeeSegment,
): Promise<BoundSource> {
  const { source, found } = await surveySource(opened, say`reading`, quiet, signal, see)
  const filled = tablesWithRows(found)
  const wanted = wantedLookups(policy, found.tables, filled)
  const lookups =
    wanted.length === 0
      ? undefined
      : await pass(say`finding attributes`, quiet, source, (onRead) =>
          readLookups(source, wanted, found.tables, signal, onRead),
        )
  return { source, found, plan: await bindPolicy(policy, found.tables, filled, lookups) }
}

/** @throws POLIGON_SOURCE, POLIGON_DUMP_SYNTAX */
export async function surveySource(
  opened: DumpSource,
  label: Redacted,
  quiet: boolean,
  signal: AbortSignal,
  see?: SeeSegment,
): Promise<Pick<BoundSource, 'source' | 'found'>> {
  const found = await pass(label, quiet, opened, (onRead) => survey(opened, signal, onRead, see))
  const source: DumpSource = {
    ...opened,
    ...(found.databases.length > 0 ? { naming: 'by-database' } : {}),
    ...(found.outline ? { outline: found.outline } : {}),
  }
  return { source, found }
}

/** Reads a source once and shows how far it is. */
export async function pass<T>(
  label: Redacted,
  quiet: boolean,
  source: DumpSource,
  work: (onRead: (bytes: number) => void) => Promise<T>,
): Promise<T> {
  const progress = createProgress(label, { quiet })
  try {
    return await work((bytes) => progress.update(bytes, source.size))
  } finally {
    progress.end()
  }
}

const tablesWithRows = ({ rows, dataStatements }: Survey) =>
  new Set([
    ...rows.keys(),
    ...dataStatements.flatMap(({ table }) =>
      table === undefined || table === largeObjectTable ? [] : [table],
    ),
  ])
