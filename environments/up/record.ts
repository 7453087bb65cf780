import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isAlive } from '../../core/owner.ts'

const recordSchema = z.object({
  environment: z.string(),
  provider: z.enum(['docker', 'embedded', 'external']),
  owner: z.object({ pid: z.number(), started: z.string() }),
  control: z.object({ port: z.number(), token: z.string() }),
  systems: z.array(z.object({ name: z.string(), engine: z.string(), url: z.string() })),
  notes: z.array(z.string()),
})

/**
 * What a process that holds an environment up tells the others of the same project: where the
 * databases are, passwords and all (so 0600), and how to ask it for a reset.
 */
export type UpRecord = z.infer<typeof recordSchema>

/** Where a project keeps its records: `.poligon/up`, which git ignores. */
export function recordFolder(project: string): string {
  return join(project, '.poligon', 'up')
}

/** Returns the function that takes the record away again. */
export function writeRecord(project: string, record: UpRecord): () => void {
  const folder = recordFolder(project)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${record.environment}.json`)
  writeFileSync(`${file}.new`, JSON.stringify(record), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return () => rmSync(file, { force: true })
}

/** Records of living owners; those of dead ones are deleted on the way. */
export function readRecords(project: string): UpRecord[] {
  const folder = recordFolder(project)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const path = join(folder, file)
      const parsed = recordSchema.safeParse(parse(readFileSync(path, 'utf8')))
      if (parsed.success && isAlive(parsed.data.owner)) return [parsed.data]
      rmSync(path, { force: true })
      return []
    })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
