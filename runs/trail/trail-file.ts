import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { whileLocked } from '../../core/file-lock.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import { entryOf, lineOf, origin, type TrailEntry, type TrailEvent } from './trail-entry.ts'

/** Where a project keeps its trail: `.poligon/trail`, which git ignores. Mode 0700. */
export const trailFolder = (project: string): string => join(project, '.poligon', 'trail')
/** One line an entry, the oldest first. */
export const trailFile = (project: string): string => join(trailFolder(project), 'trail.jsonl')
/** The last entry, beside the trail, so that lines that are gone from its end show too. */
const headFile = (project: string) => join(trailFolder(project), 'head.json')

const headSchema = z.object({ number: z.int().min(0), hash: z.string() })

/** Number and hash of an entry. */
export type TrailHead = Readonly<z.output<typeof headSchema>>
const noHead: TrailHead = { number: 0, hash: origin }

/** Something in the trail that is not as it was written. */
export interface Break {
  /** 1-based line of the file; of lines that are gone from the end, the one behind the last. */
  readonly line: number
  readonly what: Redacted
}

export interface Trail {
  readonly entries: readonly TrailEntry[]
  /** The first place where the chain does not hold. What comes after it proves nothing. */
  readonly broken: Break | undefined
  readonly head: TrailHead
}

/** @throws POLIGON_TARGET when it cannot be read. */
export function readTrail(project: string): Trail {
  const file = trailFile(project)
  const { lines, torn } = linesOf(file)
  const entries: TrailEntry[] = []
  let head = noHead
  let broken: Break | undefined
  const breaks = (line: number, what: Redacted) => (broken ??= { line, what })
  for (const [i, line] of lines.entries()) {
    // A run was killed while it wrote it: it is no entry, and the next one does not name it.
    if (line.endsWith(tornMark)) continue
    const entry = entryOf(line)
    if (!entry) {
      breaks(i + 1, say`was changed`)
      continue
    }
    if (entry.before !== head.hash || entry.number !== head.number + 1)
      breaks(i + 1, say`does not follow the one before: lines are missing, or stand elsewhere`)
    entries.push(entry)
    head = { number: entry.number, hash: entry.hash }
  }
  if (!broken) broken = headBreak(readHead(project), entries, lines.length + (torn ? 2 : 1))
  return { entries, broken, head }
}

/** The head is the last entry, or the one before when a run was killed between writing the two. */
function headBreak(
  known: TrailHead | 'damaged',
  entries: readonly TrailEntry[],
  line: number,
): Break | undefined {
  if (known === 'damaged')
    return { line, what: say`cannot be known: head.json is missing or damaged` }
  if (known.number > entries.length) return { line, what: say`is gone` }
  if (known.number < entries.length - 1)
    return { line: line - 1, what: say`was added by something else: head.json does not know it` }
  const named = known.number === 0 ? origin : entries[known.number - 1]?.hash
  if (named === known.hash) return undefined
  return { line: line - 1, what: say`is not the one that head.json names` }
}

/**
 * Adds an event to the trail, on the disk when this returns; nothing in it is ever changed.
 *
 * @throws POLIGON_TARGET when it cannot be written; POLIGON_CONFIG when its last line is not as it was
 *   written, because what follows would prove nothing.
 */
export function appendToTrail(project: string, event: TrailEvent): TrailHead {
  const folder = trailFolder(project)
  guarded(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    writeFileSync(join(folder, '.gitignore'), '*\n')
    if (!existsSync(trailFile(project)) && !existsSync(headFile(project)))
      writeHead(project, noHead)
  })
  return whileLocked(join(folder, 'lock'), () => {
    const file = trailFile(project)
    const { lines, torn } = linesOf(file)
    const last = lastEntry(lines, file)
    const line = lineOf(last.number + 1, last.hash, event)
    const head = { number: last.number + 1, hash: line.slice(-73, -2) }
    guarded(file, () => {
      if (!existsSync(file) && !existsSync(headFile(project))) writeHead(project, noHead)
      const handle = openSync(file, 'a', 0o600)
      try {
        writeSync(handle, `${torn ? `${tornMark}\n` : ''}${line}\n`)
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
      writeHead(project, head)
    })
    return head
  })
}

/** Ends a line that a run was killed in. */
const tornMark = ' #torn'

function lastEntry(lines: readonly string[], file: string): TrailHead {
  const line = lines.findLastIndex((one) => !one.endsWith(tornMark))
  if (line < 0) return noHead
  const entry = entryOf(lines[line] as string)
  if (entry) return { number: entry.number, hash: entry.hash }
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`The trail is damaged, so that nothing can be added to it.`,
    place: { file, line: line + 1 },
    remedy: say`Bring it back from a backup, or move .poligon/trail away to begin another one.`,
  })
}

function linesOf(file: string): { readonly lines: readonly string[]; readonly torn: boolean } {
  if (!existsSync(file)) return { lines: [], torn: false }
  const text = guarded(file, () => readFileSync(file, 'utf8'))
  const lines = text.split('\n')
  return { lines: lines.slice(0, -1), torn: lines.at(-1) !== '' }
}

function writeHead(project: string, head: TrailHead): void {
  const made = `${headFile(project)}.new`
  writeFileSync(made, `${JSON.stringify(head)}\n`, { mode: 0o600 })
  renameSync(made, headFile(project))
}

function readHead(project: string): TrailHead | 'damaged' {
  const there = existsSync(trailFile(project))
  if (!existsSync(headFile(project))) return there ? 'damaged' : noHead
  try {
    return headSchema.parse(JSON.parse(readFileSync(headFile(project), 'utf8')))
  } catch {
    return 'damaged'
  }
}

function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new PoligonError('POLIGON_TARGET', {
      what: say`The trail ${name(file)} cannot be read or written (${codeOf(cause)}).`,
      remedy: say`Work in a project that you may write to.`,
      cause,
    })
  }
}
