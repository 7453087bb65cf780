import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { z } from 'zod'
import { isAlive, thisProcess } from '../../core/owner.ts'
import { checkpointSchema } from './checkpoint.ts'

const claimSchema = z.object({
  poligon: z.literal(1),
  /** Of this claim; nobody else's. */
  id: z.string(),
  /** Absent: the run gave the target up, and left what it has. */
  owner: z.object({ pid: z.int(), started: z.string(), host: z.string() }).optional(),
  checkpoint: checkpointSchema.optional(),
})

/** What stands beside a target while it is written: who writes it, and how far that has come. */
export type ClaimFile = Readonly<z.output<typeof claimSchema>>

/** `foreign`: something that is none of ours; undefined: nothing. */
export async function readClaim(file: string): Promise<ClaimFile | 'foreign' | undefined> {
  const text = await readFile(file, 'utf8').catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT') return undefined
    throw failure
  })
  if (text === undefined) return undefined
  try {
    return claimSchema.parse(JSON.parse(text))
  } catch {
    return 'foreign'
  }
}

export const ownClaim = (id: string): ClaimFile => ({
  poligon: 1,
  id,
  owner: { ...thisProcess(), host: hostname() },
})

/** Also when it cannot be known, because another machine made it. */
export const isHeld = ({ owner }: ClaimFile): boolean =>
  owner !== undefined && (owner.host !== hostname() || isAlive(owner))
