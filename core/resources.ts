import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, PoligonError } from './errors.ts'
import { resourceFolder } from './folders.ts'
import { isAlive, thisProcess, type Owner } from './owner.ts'
import { name, say } from './redacted.ts'
import { randomToken } from './seed.ts'

/**
 * What outlives a crash and must be removed by somebody: a process, a folder, a container. It is
 * written down *before* it is made, so that there is no moment in which it could be lost.
 */
export interface Resource {
  /** `unfinished`: a file or folder that a later run may go on with. */
  readonly kind: 'process' | 'folder' | 'file' | 'unfinished' | 'container' | 'database'
  /** How a reaper of this kind finds it: a path, a pid with its start, a container name, a URL without password. */
  readonly address: string
  /** What people are told about it: `MariaDB of shop-erp`. */
  readonly label: string
}

export interface ResourceRecord extends Resource {
  readonly id: string
  readonly owner: Owner
}

/** Writes `resource` down under this process (or `owner`); the function that comes back strikes it out again. */
export function recordResource(resource: Resource, owner: Owner = thisProcess()): () => void {
  const record: ResourceRecord = { ...resource, id: randomToken(64), owner }
  const file = join(resourceFolder(), `${record.id}.json`)
  try {
    writeFileSync(`${file}.new`, JSON.stringify(record), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch (cause) {
    rmSync(`${file}.new`, { force: true })
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`Nothing can be written to ${name(resourceFolder())} (${codeOf(cause)}).`,
      remedy: say`Make room there, or set POLIGON_CACHE to another folder.`,
      cause,
    })
  }
  return () => rmSync(file, { force: true })
}

/** All records, the dead owners' and the living ones'. A half-written file counts as absent. */
export function listResources(): ResourceRecord[] {
  const folder = resourceFolder()
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      try {
        return [JSON.parse(readFileSync(join(folder, file), 'utf8')) as ResourceRecord]
      } catch {
        return []
      }
    })
}

/** Removes one resource; must succeed when it is already gone. */
export type Reaper = (record: ResourceRecord) => Promise<void>

/**
 * Removes what dead processes left behind. Kinds that no reaper is given for stay written down.
 * Returns what was removed; a reaper that fails leaves its record for the next start.
 */
export async function reapOrphans(
  reapers: Partial<Record<Resource['kind'], Reaper>>,
): Promise<ResourceRecord[]> {
  const reaped: ResourceRecord[] = []
  // Processes first: a server must be gone before its folder is.
  const orphans = listResources().filter((record) => !isAlive(record.owner))
  const order = (record: ResourceRecord) =>
    record.kind === 'process' || record.kind === 'container' ? 0 : 1
  for (const record of orphans.toSorted((a, b) => order(a) - order(b))) {
    const reap = reapers[record.kind]
    if (!reap) continue
    const file = join(resourceFolder(), `${record.id}.json`)
    try {
      await reap(record)
      if (existsSync(file)) reaped.push(record)
      rmSync(file, { force: true })
    } catch {
      // Kept on record; the next start tries again.
    }
  }
  return reaped
}
