import { link, open, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { recordResource } from '../../core/resources.ts'
import { randomToken } from '../../core/seed.ts'
import type { Checkpoint } from './checkpoint.ts'
import { isHeld, ownClaim, readClaim, type ClaimFile } from './claim-file.ts'

/** The right of one run to write a target, and the place where it is written until it is complete. */
export interface Claim {
  /** A file or folder beside the target. */
  readonly part: string
  /** How far a run of this target had come that was broken off. */
  readonly left: Checkpoint | undefined
  /** Removes what an earlier run left: this one begins at the beginning. */
  startAnew(): Promise<void>
  /** Writes down how far this run has come. */
  save(checkpoint: Checkpoint): Promise<void>
  /** Gives the target up; what it was when it was last saved can be gone on with. Does not throw. */
  leave(): Promise<void>
  /** Nothing is left to go on with: the target is complete, or not worth keeping. Does not throw. */
  remove(): Promise<void>
}

/** What stands beside a target while it is written. */
const besideTarget = (target: string) => ({
  part: resolve(`${target}.poligon.part`),
  claim: resolve(`${target}.poligon.run`),
})

/**
 * Takes the right to write a file or folder; what a run left that was killed goes over to this one.
 *
 * @throws POLIGON_TARGET when another run writes it, or when nothing can be written beside it.
 */
export async function claimTarget(target: string): Promise<Claim> {
  const { part, claim } = besideTarget(target)
  const own = ownClaim(randomToken(64))
  const release = recordResource({ kind: 'unfinished', address: part, label: 'masked dump' })
  let current = own
  try {
    const left = await readClaim(claim)
    if (left === 'foreign') throw foreign(claim)
    if (left && isHeld(left)) throw held(target, left, claim)
    if (left) await takeAway(claim, left, target)
    // Without it the target got its name, or nothing is left.
    const present = await stat(part).catch(() => undefined)
    current = { ...own, checkpoint: present && left?.checkpoint }
    await beside(claim, (made) =>
      put(made, current, async () => {
        await link(made, claim)
        await rm(made)
      }),
    ).catch((failure: NodeJS.ErrnoException) => {
      throw failure.code === 'EEXIST' ? held(target, own, claim) : failure
    })
  } catch (failure) {
    release()
    throw failure instanceof PoligonError ? failure : notWritable(target, failure)
  }
  const save = async (next: ClaimFile) => {
    const made = newer(claim)
    await put(made, next, () => rename(made, claim))
    current = next
  }
  return {
    part,
    left: current.checkpoint,
    async startAnew() {
      await rm(part, { recursive: true, force: true })
      await save(own)
    },
    save: (checkpoint) => save({ ...own, checkpoint }),
    leave: () => save({ ...current, owner: undefined }).catch(() => {}),
    async remove() {
      await rm(part, { recursive: true, force: true }).catch(() => {})
      for (const file of [newer(claim), claim]) await rm(file, { force: true }).catch(() => {})
      release()
    },
  }
}

/** Where the owner of a claim writes what it will say next. */
const newer = (claim: string) => `${claim}.new`

/** Of several that want to take over what a dead run left, one gets it. */
async function takeAway(claim: string, left: ClaimFile, target: string): Promise<void> {
  const mine = await beside(claim, async (aside) => {
    await rename(claim, aside).catch((failure: NodeJS.ErrnoException) => {
      throw failure.code === 'ENOENT' ? held(target, left, claim) : failure
    })
    const taken = await readClaim(aside)
    const isLeft = taken !== 'foreign' && taken?.id === left.id
    if (!isLeft) await link(aside, claim).catch(() => {})
    await rm(aside, { force: true })
    return isLeft
  })
  if (!mine) throw held(target, left, claim)
}

/** A name that no other process takes, on record while `work` needs it. */
async function beside<T>(claim: string, work: (path: string) => Promise<T>): Promise<T> {
  const address = `${claim}.${randomToken(64)}`
  const release = recordResource({ kind: 'file', address, label: 'claim of a target' })
  try {
    return await work(address)
  } finally {
    release()
  }
}

/** Writes `content` to a file of its own, which then takes its place. */
async function put(made: string, content: ClaimFile, place: () => Promise<void>): Promise<void> {
  try {
    const file = await open(made, 'w', 0o600)
    try {
      await file.writeFile(JSON.stringify(content))
      await file.datasync()
    } finally {
      await file.close()
    }
    await place()
  } catch (failure) {
    await rm(made, { force: true }).catch(() => {})
    throw failure
  }
}

function held(target: string, { owner }: ClaimFile, claim: string): PoligonError {
  const elsewhere = owner !== undefined && owner.host !== hostname()
  return new PoligonError('POLIGON_TARGET', {
    what: elsewhere
      ? say`${name(target)} is being written by a run on another machine.`
      : say`${name(target)} is being written by another run.`,
    remedy: elsewhere
      ? say`Wait for it. If it is dead, remove ${name(claim)}.`
      : say`Wait for it, or name another target.`,
  })
}

const foreign = (claim: string) =>
  new PoligonError('POLIGON_TARGET', {
    what: say`${name(claim)} is not what Poligon writes there.`,
    remedy: say`Move it away, or name another target.`,
  })

const notWritable = (target: string, cause: unknown) =>
  new PoligonError('POLIGON_TARGET', {
    what: say`${name(target)} is refused as a target: nothing can be written beside it (${codeOf(cause)}).`,
    remedy: say`Name another file.`,
    cause,
  })
