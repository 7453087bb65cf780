import { join } from 'node:path'
import { loadPolicy } from '../../anonymizers/index.ts'
import type { Clock } from '../../core/clock.ts'
import type { RunRecord, SeededRecord } from '../../core/contracts/run-record.ts'
import { expiryOf } from '../../core/retention.ts'
import type { Project } from '../project.ts'

/** Until when evidence of a run on this data may be kept: what the shortest `retention.evidence` of its policies says. */
export async function evidenceExpiry(
  data: readonly SeededRecord[],
  project: Project,
  clock: Clock,
): Promise<Pick<RunRecord, 'expires'>> {
  const policies = await Promise.all(
    data.map(({ policy }) => loadPolicy(join(project.root, policy))),
  )
  const ends = policies.flatMap(({ header }) =>
    header.retention?.evidence === undefined
      ? []
      : [expiryOf(clock.now(), header.retention.evidence).toISOString()],
  )
  const first = ends.toSorted()[0]
  return first === undefined ? {} : { expires: first }
}
