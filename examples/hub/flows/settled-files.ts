import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** How long a file must not have changed, in milliseconds; longer when it ends in the middle of a line. */
const settle = 150
const settleUnended = 30_000

/** Names of CSV files in a folder, oldest name first. Other endings are still being written or not for us. */
export async function csvFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /^[^.].*\.csv$/i.test(entry.name))
    .map(({ name }) => name)
    .toSorted()
}

/** Those of the CSV files whose writer is done with them. */
export async function settledFiles(folder: string): Promise<readonly string[]> {
  const names = await csvFiles(folder)
  if (names.length === 0) return []
  const before = await Promise.all(names.map((name) => shapeOf(join(folder, name))))
  await wait(settle)
  const after = await Promise.all(names.map((name) => shapeOf(join(folder, name))))
  return names.filter((_, i) => {
    const [one, other] = [before[i], after[i]]
    if (!one || !other || one.size !== other.size || one.changed !== other.changed) return false
    return other.ended || Date.now() - other.changed > settleUnended
  })
}

async function shapeOf(file: string) {
  try {
    const { size, mtimeMs } = await stat(file)
    return { size, changed: mtimeMs, ended: size === 0 || (await lastByte(file, size)) === 0x0a }
  } catch {
    return undefined
  }
}

async function lastByte(file: string, size: number): Promise<number | undefined> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
    return buffer[0]
  } finally {
    await handle.close()
  }
}
