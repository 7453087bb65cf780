import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import type { RunRecord } from '../core/contracts/run-record.ts'
import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'
import { recordFromMessages, type RunDetails } from './messages/record-from-messages.ts'
import { writeReport, type ReportFiles } from './write-report.ts'

const detailsSchema = z.object({
  run: z.string(),
  environment: z.string(),
  provider: z.string(),
  systems: z.array(z.object({ name: z.string(), kind: z.string(), detail: z.string() })),
  notes: z.array(z.string()),
  data: z
    .array(
      z.object({
        system: z.string(),
        policy: z.string(),
        keyId: z.string(),
        tables: z.array(
          z.object({ table: z.string(), rows: z.number(), maskedColumns: z.array(z.string()) }),
        ),
      }),
    )
    .optional(),
  expires: z.string().optional(),
})

/**
 * Makes the report of a finished run again, from the messages in its folder. What the messages do
 * not tell comes from the `run.json` beside them; a run that was killed before it wrote one gets a
 * report without.
 *
 * @throws POLIGON_REPORT when the folder holds no messages, or a `run.json` that is none.
 */
export async function rebuildReport(
  folder: string,
): Promise<{ record: RunRecord; files: ReportFiles }> {
  const details = await detailsIn(folder)
  const record = await recordFromMessages(join(folder, 'messages.ndjson'), details)
  return { record, files: await writeReport(record, folder) }
}

async function detailsIn(folder: string): Promise<RunDetails> {
  const file = join(folder, 'run.json')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  const run = basename(resolve(folder))
  if (text === undefined) return { run, environment: '', provider: '', systems: [], notes: [] }
  const { data } = detailsSchema.safeParse(json(text))
  if (data) return data as RunDetails
  throw new PoligonError('POLIGON_REPORT', {
    what: say`${name(file)} is not the record of a run.`,
    remedy: say`Remove it to make the report from the messages alone.`,
  })
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
