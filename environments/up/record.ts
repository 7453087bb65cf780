import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { PoligonError } from '../../core/errors.ts'
import { isAlive } from '../../core/owner.ts'
import { name, say } from '../../core/redacted.ts'

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

/**
 * Returns the function that takes the record away again.
 *
 * @throws POLIGON_TARGET when the project's folder cannot be written.
 */
export function writeRecord(project: string, record: UpRecord): () => void {
  const folder = recordFolder(project)
  const file = join(folder, `${record.environment}.json`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, JSON.stringify(record), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch (cause) {
    throw new PoligonError('POLIGON_TARGET', {
      what: say`${name(folder)}, which tells the other commands what is up, cannot be written (${name((cause as NodeJS.ErrnoException).code ?? 'unknown')}).`,
      remedy: say`Work in a project that you may write to.`,
      cause,
    })
  }
  return () => rmSync(file, { force: true })
}

/**
 * Records of living owners; those of dead ones are deleted on the way. A folder that cannot be read
 * belongs to another user, whose environments are not ours to see.
 */
export function readRecords(project: string): UpRecord[] {
  const folder = recordFolder(project)
  return filesIn(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const path = join(folder, file)
      const parsed = recordSchema.safeParse(parse(readFileSync(path, 'utf8')))
      if (parsed.success && isAlive(parsed.data.owner)) return [parsed.data]
      rmSync(path, { force: true })
      return []
    })
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
