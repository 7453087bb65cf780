import { createHash } from 'node:crypto'
import { z } from 'zod'

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** A file or folder as it was when Poligon had written it. */
const written = z.object({
  /** SHA-256, of a folder that of its listing; see content-hashes.ts. */
  digest,
  /** Of a folder: of all files in it. */
  bytes: z.number(),
})

const common = {
  at: z.iso.datetime(),
  /** The account of the operating system. */
  who: z.string(),
}

const events = [
  z.object({
    ...common,
    event: z.literal('begun'),
    /** Of the run; the entry of its end has the same. */
    run: z.string(),
    /** `mask`, `seed`, `load`, `pull` …: what was done with the data. */
    command: z.string(),
    purpose: z.string(),
    source: z.object({
      /** A path, or the address of a database without account and password; `-`: stdin. */
      name: z.string(),
      /** Tells whether a file is the same one; databases and streams have none. */
      fingerprint: z.string().optional(),
    }),
    policy: z.object({ file: z.string(), hash: digest }),
    keyId: z.string(),
    set: z.string().optional(),
    target: z.string(),
    /** From then on nobody may load the copy, and `poligon prune` removes it. */
    expires: z.iso.datetime().optional(),
  }),
  z.object({
    ...common,
    event: z.literal('ended'),
    run: z.string(),
    result: z.enum(['done', 'failed', 'interrupted']),
    /** Of the error, when it is one of ours. */
    code: z.string().optional(),
    /** Whether originals were looked for in the whole copy, and none was left. */
    verified: z.boolean().optional(),
    rows: z.number().optional(),
    written: written.optional(),
  }),
  z.object({
    ...common,
    event: z.literal('key-destroyed'),
    set: z.string(),
    /** What the key was recognised by. */
    check: z.string(),
    /** Targets of the copies that nobody can link back by it any more. */
    copies: z.array(z.string()),
  }),
  z.object({
    ...common,
    event: z.literal('removed'),
    /** The run that made it. */
    run: z.string(),
    target: z.string(),
  }),
] as const

/** Something that was done with personal data or its keys. Holds names and digests, no value and no key. */
export const trailEvent = z.discriminatedUnion('event', events)
export type TrailEvent = Readonly<z.output<typeof trailEvent>>
export type RunBegun = Extract<TrailEvent, { event: 'begun' }>
export type RunEnded = Extract<TrailEvent, { event: 'ended' }>

const place = { number: z.int().min(1), before: digest }
const entry = z.object({ ...place, event: trailEvent, hash: digest })

/** An event and its place in the chain: each names the hash of the one before. */
export type TrailEntry = Readonly<z.output<typeof entry>>

/** What the first entry names as the one before. */
export const origin = `sha256:${'0'.repeat(64)}`

/** The line of an entry. Its hash is the SHA-256 of all that stands before it in the line. */
export function lineOf(number: number, before: string, event: TrailEvent): string {
  const text = JSON.stringify({ number, before, event }).slice(0, -1)
  return `${text},"hash":"${hashOf(text)}"}`
}

/** Undefined when the line is none, or is not as it was written. */
export function entryOf(line: string): TrailEntry | undefined {
  const [, text, hash] = /^(\{.*),"hash":"(sha256:[0-9a-f]{64})"\}$/s.exec(line) ?? []
  if (text === undefined || hash !== hashOf(text)) return undefined
  try {
    return entry.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}

const hashOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
