import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { reapOrphans, recordResource } from '../../core/resources.ts'
import { randomToken } from '../../core/seed.ts'
import type { Project } from '../project.ts'
import { readManifest, type Manifest } from './manifest.ts'

/** A snapshot where it lies. */
export interface Snapshot {
  readonly name: string
  readonly folder: string
  readonly manifest: Manifest
}

/** Where a project keeps its snapshots: `.poligon/snapshots`, which git ignores. */
export function snapshotFolder(project: Project): string {
  return join(project.root, '.poligon', 'snapshots')
}

/** @throws POLIGON_USAGE */
export function checkSnapshotName(wanted: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/.test(wanted)) return
  throw new PoligonError('POLIGON_USAGE', {
    what: say`A snapshot is named by letters, digits, points, hyphens and underscores.`,
    remedy: say`For example: ${name('shop-erp-2026-11-24')}.`,
  })
}

/** All snapshots of a folder, the newest first. A folder without a manifest is none. */
export async function listSnapshots(folder: string): Promise<readonly Snapshot[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found: Snapshot[] = []
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue
    const at = join(folder, entry.name)
    const manifest = await readManifest(at).catch(() => undefined)
    if (manifest) found.push({ name: entry.name, folder: at, manifest })
  }
  return found.toSorted((a, b) => b.manifest.created.localeCompare(a.manifest.created))
}

const draftLabel = 'unfinished snapshot'

/**
 * Fills a new folder `wanted` in `parent`, which comes into being as a whole or not at all. What a killed
 * process left of one goes away.
 *
 * @throws POLIGON_TARGET when there is one of that name, or it cannot be written; what `fill` throws.
 */
export async function makeSnapshotFolder(
  parent: string,
  wanted: string,
  fill: (draft: string) => Promise<void>,
): Promise<string> {
  const folder = join(parent, wanted)
  await reapOrphans({
    async folder({ address, label }) {
      // Folders of others stay on record for them.
      if (label !== draftLabel) throw new Error('not a draft of a snapshot')
      await rm(address, { recursive: true, force: true })
    },
  })
  await writable(folder, () => mkdir(parent, { recursive: true, mode: 0o700 }))
  if ((await readdir(parent)).includes(wanted)) throw taken(folder)
  const draft = join(parent, `.${wanted}.${randomToken(64)}`)
  const release = recordResource({ kind: 'folder', address: draft, label: draftLabel })
  try {
    await writable(folder, () => mkdir(draft, { mode: 0o700 }))
    await fill(draft)
    // Of two that are ready at the same time the first one stays: a folder with files is not replaced.
    await rename(draft, folder).catch((cause: unknown) => {
      throw taken(folder, cause)
    })
    return folder
  } finally {
    await rm(draft, { recursive: true, force: true })
    release()
  }
}

async function writable(folder: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    throw new PoligonError('POLIGON_TARGET', {
      what: say`The snapshot ${name(folder)} cannot be written (${codeOf(cause)}).`,
      remedy: say`Name a folder that you may write to, with room in it.`,
      cause,
    })
  }
}

function taken(folder: string, cause?: unknown): PoligonError {
  return new PoligonError('POLIGON_TARGET', {
    what: say`There is a snapshot ${name(folder)} already.`,
    remedy: say`Choose another name with ${name('--name')}, or remove that one.`,
    cause,
  })
}
