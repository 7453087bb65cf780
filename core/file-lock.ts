import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { codeOf, PoligonError } from './errors.ts'
import { isAlive, thisProcess, type Owner } from './owner.ts'
import { name, say } from './redacted.ts'
import { randomToken } from './seed.ts'

/** Milliseconds between two tries, and tries in all: together far longer than anybody holds a lock. */
const pause = 10
const tries = 1000

interface Lock {
  readonly id: string
  readonly owner: Owner
}

/**
 * Does short, synchronous work while no other process of this machine does it under the same lock. What
 * a dead process left is taken over.
 *
 * @param lock - a file that stands there meanwhile; its folder must exist.
 * @throws POLIGON_TARGET when the file cannot be written, or somebody holds it for ten seconds.
 */
export function whileLocked<T>(lock: string, work: () => T): T {
  take(lock)
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock: string): void {
  const own: Lock = { id: randomToken(64), owner: thisProcess() }
  const made = `${lock}.${own.id}`
  try {
    writeFileSync(made, JSON.stringify(own), { mode: 0o600 })
    for (let i = 0; i < tries; i++) {
      if (linked(made, lock)) return
      const held = read(lock)
      if (held && !isAlive(held.owner)) takeAway(lock, held, `${made}.aside`)
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    }
  } catch (cause) {
    throw new PoligonError('POLIGON_TARGET', {
      what: say`${name(lock)} cannot be written (${codeOf(cause)}).`,
      remedy: say`Work in a project that you may write to.`,
      cause,
    })
  } finally {
    rmSync(made, { force: true })
  }
  throw new PoligonError('POLIGON_TARGET', {
    what: say`Another process holds ${name(lock)}.`,
    remedy: say`Wait for it; remove the file if no Poligon runs on this machine.`,
  })
}

function linked(made: string, lock: string): boolean {
  try {
    linkSync(made, lock)
    return true
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw failure
  }
}

function read(lock: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Lock
  } catch {
    return undefined
  }
}

/** Of several that see a dead owner's lock one removes it; a lock that came meanwhile is put back. */
function takeAway(lock: string, dead: Lock, aside: string): void {
  try {
    renameSync(lock, aside)
  } catch {
    return
  }
  if (read(aside)?.id !== dead.id) linked(aside, lock)
  rmSync(aside, { force: true })
}
