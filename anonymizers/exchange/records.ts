import { Refusal } from '../dialects/refusal.ts'
import { say, type Redacted } from '../../core/redacted.ts'

/** What a part of a document stands in, as text that a part makes a document with; bytes as latin1. */
export interface Around {
  readonly before: string
  readonly after: string
}

/** An element, list or object that is too long to be one part: its parts are read one by one. */
export interface Level extends Around {
  /** The name of an element, `[` or `{`. */
  readonly name: string
}

/** Where a document is, between two steps. */
export interface Reading {
  /** From the outermost to the innermost. */
  readonly levels: readonly Level[]
  /** What was before: nothing, a part, or what stands between parts. */
  readonly behind: 'begin' | 'part'
}

/** What comes next. Bytes up to the part, or all where there is none, hold the document together. */
export interface Step {
  readonly to: number
  readonly part?: { readonly from: number } & Around
  readonly reading: Reading
}

export interface Bounds {
  /** Behind the bytes that are there. */
  readonly end: number
  /** The document ends there. */
  readonly last: boolean
  /** The last part ends there. */
  readonly endsPart?: true
  /** In bytes: what is longer is read part by part where it has parts. */
  readonly longest: number
}

/** Reads a document part by part; undefined when the bytes end before it is known what comes next. */
export type ReadStep = (
  bytes: Buffer,
  at: number,
  bounds: Bounds,
  reading: Reading,
) => Step | undefined

export const beginning: Reading = { levels: [], behind: 'begin' }

export const isComplete = ({ levels, behind }: Reading): boolean =>
  levels.length === 0 && behind === 'part'

export const noLevel: Around = { before: '', after: '' }

export const isBlank = (code: number | undefined): boolean =>
  code === 0x20 || (code !== undefined && code >= 0x09 && code <= 0x0d)

export function skipBlanks(bytes: Buffer, from: number, end: number): number {
  let at = from
  while (at < end && isBlank(bytes[at])) at++
  return at
}

/** Undefined, or a refusal where no bytes follow. */
export function unended({ end, last }: Bounds): undefined {
  if (last) throw malformed(end, say`A document does not end.`)
  return undefined
}

export const malformed = (at: number, what: Redacted): Refusal =>
  new Refusal(at, what, say`Mend the file, or take it out of the folder.`)
