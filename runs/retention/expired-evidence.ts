import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../../core/clock.ts'
import { runFiles } from '../../reports/index.ts'

const recordSchema = z.object({ run: z.string(), expires: z.iso.datetime() })

export interface Evidence {
  readonly folder: string
  readonly expires: string
}

/** Folders of test runs in `reports/output` whose record says that they may no longer be kept. */
export async function expiredEvidence(project: string, clock: Clock): Promise<readonly Evidence[]> {
  const output = join(project, 'reports', 'output')
  const entries = await readdir(output, { withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => evidenceIn(join(output, name), name)),
  )
  return found.filter(
    (one) => one !== undefined && Date.parse(one.expires) <= clock.now(),
  ) as Evidence[]
}

async function evidenceIn(folder: string, name: string): Promise<Evidence | undefined> {
  const files = await readdir(folder)
  // With anything else in it, it is not ours alone.
  if (!files.every((file) => runFiles.has(file))) return undefined
  const text = await readFile(join(folder, 'run.json'), 'utf8').catch(() => '')
  const record = recordSchema.safeParse(parsed(text)).data
  return record?.run === name ? { folder, expires: record.expires } : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
