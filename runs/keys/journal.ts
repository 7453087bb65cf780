import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'

const set = z.string()
const at = z.iso.datetime()
const check = z.string()
const copy = z.object({
  target: z.string(),
  /** Of the key that masked, not of the one that was given. */
  keyId: z.string(),
  /** Hash of the policy. */
  policy: z.string(),
  at,
  /** False for a run that was never seen to end. */
  complete: z.boolean(),
})

const event = z.discriminatedUnion('event', [
  /** A throw-away key was made for a set. */
  z.object({ event: z.literal('created'), at, set, check }),
  /** A set was begun with the key that was given. */
  z.object({ event: z.literal('bound'), at, set, check }),
  z.object({
    event: z.literal('begun'),
    at,
    set,
    id: z.string(),
    ...copy.pick({ target: true, keyId: true, policy: true }).shape,
  }),
  z.object({ event: z.literal('completed'), at, id: z.string() }),
  z.object({ event: z.literal('destroyed'), at, set, check, copies: z.array(copy) }),
])

/** What happened to the keys and sets of a project. Holds no key. */
export type KeyEvent = z.output<typeof event>
/** A masked copy of a set. */
export type SetCopy = z.output<typeof copy>

/** Where a project keeps its sets and throw-away keys: `.poligon/keys`, which git ignores. Mode 0700. */
export const keyFolder = (project: string): string => join(project, '.poligon', 'keys')

const journalFile = (project: string): string => join(keyFolder(project), 'journal.jsonl')

/** @throws POLIGON_CONFIG when a line of the journal is no event: it is never mended by guessing. */
export function readKeyJournal(project: string): KeyEvent[] {
  const file = journalFile(project)
  if (!existsSync(file)) return []
  const lines = guarded(file, () => readFileSync(file, 'utf8')).split('\n')
  // A run that was killed while it wrote leaves a line without an end.
  return lines.slice(0, -1).flatMap((line, i) => {
    if (line.endsWith(torn)) return []
    const parsed = event.safeParse(parse(line))
    if (parsed.success) return [parsed.data]
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`The journal of keys is damaged.`,
      place: { file, line: i + 1 },
      remedy: say`Bring the file back from a backup: it says which copies belong to which key.`,
    })
  })
}

/** Adds to the journal; nothing in it is ever changed. @throws POLIGON_TARGET when it cannot be written. */
export function appendKeyEvent(project: string, added: KeyEvent): void {
  const file = journalFile(project)
  guarded(file, () => {
    makeKeyFolder(project)
    const written = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const end = written === '' || written.endsWith('\n') ? '' : `${torn}\n`
    appendFileSync(file, `${end}${JSON.stringify(added)}\n`, { mode: 0o600 })
  })
}

/** Ends a line that the run before was killed in. */
const torn = ' #torn'

export function makeKeyFolder(project: string): void {
  const folder = keyFolder(project)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  // Also in a project whose own .gitignore does not know the folder.
  writeFileSync(join(folder, '.gitignore'), '*\n')
}

export function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new PoligonError('POLIGON_TARGET', {
      what: say`${name(file)} cannot be read or written (${codeOf(cause)}).`,
      remedy: say`Work in a project that you may write to.`,
      cause,
    })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
