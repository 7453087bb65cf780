import { inErp, type Databases, type ErpTransaction } from './databases.ts'
import { log, reason } from './log.ts'
import { pauseBefore } from './pause.ts'

/** A piece of work that was promised: kind and key are its idempotency key. */
export interface Job {
  readonly id: string
  readonly kind: string
  readonly key: string
  /** Attempts that failed before this one. */
  readonly attempts: number
}

/** `later`: nothing is wrong, but there is nothing to do yet. */
export type JobResult = 'done' | 'later'

/** An error that no repetition mends. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError'
}

export interface JobKind {
  readonly kind: string
  /** Attempts after which a person has to look; 0: goes on for ever. */
  readonly attempts: number
  /** Longest pause between two attempts, in milliseconds. */
  readonly longestPause: number
  /** Does the work; what it writes to the ERP commits together with the end of the job. */
  run(job: Job, erp: ErpTransaction): Promise<JobResult>
}

/** Promises a job; a second promise of the same changes nothing. */
export async function promiseJob(
  erp: Pick<ErpTransaction, 'query'>,
  kind: string,
  key: string,
): Promise<void> {
  await erp.query('INSERT INTO hub.jobs (kind, key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    kind,
    key,
  ])
}

/** Those of `keys` that were given up. */
export async function failedJobs(
  { erp }: Databases,
  kind: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await erp.query<{ key: string }>(
    "SELECT key FROM hub.jobs WHERE kind = $1 AND state = 'failed' AND key = ANY ($2)",
    [kind, [...keys]],
  )
  return new Set(rows.map(({ key }) => key))
}

/** Makes every unfinished job of a kind due now, those that were given up included. */
export async function rearmJobs({ erp }: Databases, kind: string): Promise<void> {
  await erp.query(
    `UPDATE hub.jobs SET due_at = clock_timestamp(), state = 'waiting',
       attempts = CASE state WHEN 'failed' THEN 0 ELSE attempts END
     WHERE kind = $1 AND state <> 'done'`,
    [kind],
  )
}

/** Runs the jobs of a kind that are due, oldest first. Resolves with how many were finished. */
export async function runJobs(
  databases: Databases,
  work: JobKind,
  retryMs: number,
  signal: AbortSignal,
): Promise<number> {
  let finished = 0
  while (!signal.aborted) {
    const state = await inErp(databases, async (erp) => {
      const { rows } = await erp.query<Job>(
        `SELECT id, kind, key, attempts FROM hub.jobs
         WHERE kind = $1 AND state = 'waiting' AND due_at <= clock_timestamp()
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [work.kind],
      )
      return rows[0] ? attempt(rows[0], work, retryMs, erp) : 'none'
    })
    if (state === 'none') break
    if (state === 'done') finished++
  }
  return finished
}

async function attempt(
  job: Job,
  work: JobKind,
  retryMs: number,
  erp: ErpTransaction,
): Promise<'done' | 'waiting' | 'failed'> {
  await erp.query('SAVEPOINT work')
  let result: JobResult = 'later'
  let error: string | null = null
  let permanent = false
  try {
    result = await work.run(job, erp)
  } catch (failure) {
    await erp.query('ROLLBACK TO SAVEPOINT work')
    error = reason(failure)
    permanent = failure instanceof PermanentError
  }
  const tries = job.attempts + 1
  const used = work.attempts > 0 && tries >= work.attempts
  const state = result === 'done' ? 'done' : permanent || used ? 'failed' : 'waiting'
  const pause = pauseBefore(tries, retryMs, work.longestPause, Math.random())
  await erp.query(
    `UPDATE hub.jobs SET state = $2, attempts = $3, last_error = $4,
       due_at = clock_timestamp() + $5 * interval '1 millisecond' WHERE id = $1`,
    [job.id, state, tries, error, pause],
  )
  if (error !== null || state === 'failed')
    log(state === 'failed' ? 'ERROR' : 'WARN', `${work.kind}: attempt failed`, {
      job: job.key,
      attempt: tries,
      error: error ?? 'nothing came of it',
    })
  return state
}
