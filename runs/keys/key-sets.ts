import type { Clock } from '../../core/clock.ts'
import { PoligonError } from '../../core/errors.ts'
import { keyCheck } from '../../core/key-scope.ts'
import { throwAwayKey, type MaskingKey } from '../../core/key.ts'
import { name, names, say, type Redacted } from '../../core/redacted.ts'
import { randomToken } from '../../core/seed.ts'
import { appendKeyEvent, readKeyJournal, type KeyEvent, type SetCopy } from './journal.ts'
import { eraseStoredKey, readStoredKey, storeKey } from './stored-key.ts'

/** A set of copies, as the journal tells of it. */
export interface KeySet {
  readonly set: string
  /** `given`: derived from the key of the data job. `throw-away`: a random one that lives here only. */
  readonly key: 'given' | 'throw-away'
  /** See core/key-scope.ts. */
  readonly check: string
  readonly since: string
  readonly destroyed?: string
  readonly copies: readonly SetCopy[]
}

/** The named sets of a project and their keys. */
export interface KeySets {
  list(): readonly KeySet[]
  /**
   * Makes a random key for a new set.
   *
   * @throws POLIGON_USAGE when the name is taken, also by a set whose key was destroyed.
   */
  create(set: string): KeySet
  /**
   * The key of a set: its throw-away key, else the one that `given` tells, which is compared with the one
   * that the set was begun with.
   *
   * @throws POLIGON_KEY_REFUSED when it is another one, was destroyed or is lost.
   */
  keyOf(set: string, given: () => MaskingKey): MaskingKey
  /** Writes down that a copy of the set is being made, before it is there; the result that it is complete. */
  begin(
    set: string,
    key: MaskingKey,
    copy: Pick<SetCopy, 'target' | 'keyId' | 'policy'>,
  ): () => void
  /**
   * Overwrites and removes a throw-away key, and writes down which copies nobody can link back any more.
   *
   * @throws POLIGON_USAGE when there is no such key here.
   */
  destroy(set: string): KeySet
}

export function openKeySets(project: string, clock: Clock): KeySets {
  const now = () => new Date(clock.now()).toISOString()
  const list = () => setsOf(readKeyJournal(project))
  const find = (set: string) => {
    checkName(set)
    return list().find((one) => one.set === set)
  }
  const known = (set: string): KeySet => {
    const found = find(set)
    if (found) return found
    throw new PoligonError('POLIGON_USAGE', {
      what: say`There is no set ${name(set)} in this project.`,
      remedy: say`Its sets: ${names(list().map((one) => one.set))}.`,
    })
  }
  return {
    list,
    create(set) {
      if (find(set))
        throw new PoligonError('POLIGON_USAGE', {
          what: say`There is a set ${name(set)} already.`,
          remedy: say`Take another name: two keys under one name could not be told apart.`,
        })
      const key = throwAwayKey()
      storeKey(project, set, key)
      appendKeyEvent(project, { event: 'created', at: now(), set, check: keyCheck(key) })
      return known(set)
    },
    keyOf(set, given) {
      const found = find(set)
      if (!found) return given()
      if (found.destroyed !== undefined)
        throw refused(
          say`The key of the set ${name(set)} was destroyed, so that no copy can be added to it.`,
          say`Begin another set.`,
        )
      const key = found.key === 'given' ? given() : readStoredKey(project, set)
      if (!key)
        throw refused(
          say`The throw-away key of the set ${name(set)} is gone.`,
          say`\`poligon key destroy ${name(set)}\` writes that down; begin another set.`,
        )
      if (keyCheck(key) === found.check) return key
      throw refused(
        say`The masking key is not the one that the set ${name(set)} was begun with.`,
        say`Set that key, or begin another set.`,
      )
    },
    begin(set, key, copy) {
      if (!find(set))
        appendKeyEvent(project, { event: 'bound', at: now(), set, check: keyCheck(key) })
      const id = randomToken(64)
      appendKeyEvent(project, { event: 'begun', at: now(), set, id, ...copy })
      return () => appendKeyEvent(project, { event: 'completed', at: now(), id })
    },
    destroy(set) {
      const found = known(set)
      if (found.key === 'given')
        throw new PoligonError('POLIGON_USAGE', {
          what: say`The set ${name(set)} is masked with the key that was given, which is not kept here.`,
          remedy: say`Destroy that key where it is kept; that unlinks every set that was masked with it.`,
        })
      eraseStoredKey(project, set)
      if (found.destroyed === undefined)
        appendKeyEvent(project, {
          event: 'destroyed',
          at: now(),
          set,
          check: found.check,
          copies: [...found.copies],
        })
      return known(set)
    },
  }
}

/** Plain names only: one of them becomes the name of a file. */
function checkName(set: string): void {
  if (/^[a-z0-9][\w.-]{0,63}$/i.test(set)) return
  throw new PoligonError('POLIGON_USAGE', {
    what: say`${name(set)} is no name for a set.`,
    remedy: say`Take letters of the alphabet a to z, digits, dots, dashes and underscores: 2026-05.`,
  })
}

function setsOf(events: readonly KeyEvent[]): KeySet[] {
  const completed = new Set(events.flatMap((one) => (one.event === 'completed' ? [one.id] : [])))
  const begun = (set: string): SetCopy[] =>
    events.flatMap((one) =>
      one.event === 'begun' && one.set === set
        ? [
            {
              target: one.target,
              keyId: one.keyId,
              policy: one.policy,
              at: one.at,
              complete: completed.has(one.id),
            },
          ]
        : [],
    )
  return events.flatMap((one): KeySet[] => {
    if (one.event !== 'created' && one.event !== 'bound') return []
    const end = events.find((other) => other.event === 'destroyed' && other.set === one.set)
    return [
      {
        set: one.set,
        key: one.event === 'bound' ? 'given' : 'throw-away',
        check: one.check,
        since: one.at,
        ...(end ? { destroyed: end.at } : {}),
        copies: begun(one.set),
      },
    ]
  })
}

const refused = (what: Redacted, remedy: Redacted) =>
  new PoligonError('POLIGON_KEY_REFUSED', { what, remedy })
