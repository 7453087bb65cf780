import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)

const system = z.object({
  engine: z.enum(['postgres', 'mysql', 'mariadb']),
  /** What the dump was made for, in the words of the masking report. */
  version: z.string(),
  /** Beside the manifest: a masked dump, packed. */
  file: z.string().regex(/^[a-z][a-z0-9-]*\.sql\.gz$/),
  sha256: digest,
  bytes: z.number(),
  policy: z.object({ file: z.string(), hash: digest }),
  keyId: z.string(),
  /** Originals were looked for in the whole copy, and none was left. */
  verified: z.literal(true),
  rows: z.number(),
  tables: z.array(
    z.object({ table: z.string(), rows: z.number(), maskedColumns: z.array(z.string()) }),
  ),
})

/** What makes a folder a snapshot: how each of its files came to be. Free of any value of the data. */
export const manifestSchema = z.object({
  snapshot: z.literal(1),
  environment: z.string(),
  created: z.iso.datetime(),
  /** From then on nobody may load it: the earliest that one of the policies says. */
  expires: z.iso.datetime().optional(),
  status: z.enum(['pseudonymised', 'anonymous']),
  systems: z.record(z.string(), system),
})

export type Manifest = z.infer<typeof manifestSchema>

export const manifestFile = 'manifest.json'

/** @throws POLIGON_SOURCE when there is none, or it is not one. */
export async function readManifest(folder: string): Promise<Manifest> {
  let text: string
  try {
    text = await readFile(join(folder, manifestFile), 'utf8')
  } catch (cause) {
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(folder)} is no snapshot: it has no ${name(manifestFile)}.`,
      remedy: say`\`poligon snapshot list\` shows those that there are.`,
      cause,
    })
  }
  const read = manifestSchema.safeParse(json(text))
  if (read.success) return read.data
  throw new PoligonError('POLIGON_SOURCE', {
    what: say`The manifest of the snapshot ${name(folder)} is not valid.`,
    remedy: say`Take the snapshot again from where it was made.`,
    cause: read.error,
  })
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
