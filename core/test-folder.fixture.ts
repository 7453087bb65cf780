import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processStart } from './owner.ts'

/**
 * A fresh folder for a test, in the system's folder for such things. Its name says which process made
 * it: what test runs that were killed left behind goes away when the next one is made.
 */
export function makeTestFolder(label: string): string {
  const prefix = `poligon-${label}-`
  for (const left of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const pid = /^\d+(?=-)/.exec(left.slice(prefix.length))?.[0]
    if (pid !== undefined && processStart(Number(pid)) === undefined)
      rmSync(join(tmpdir(), left), { recursive: true, force: true })
  }
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
}
