import { byte } from '../dialects/byte-classes.ts'
import type { Bulk } from '../dialects/dialect.ts'

/**
 * What stands in front of a file when files come one behind the other: a line of JSON, then `headBytes` that
 * are no rows, then `bodyBytes` of rows, then a newline that is no part of the file.
 */
export interface Frame {
  /** Relative to the source, with `/`. */
  readonly path: string
  readonly bulk: Bulk
  readonly headBytes: number
  readonly bodyBytes: number
}

export const writeFrame = (frame: Frame): Buffer => Buffer.from(`${JSON.stringify(frame)}\n`)

export const frameEnd = Buffer.from('\n')

/** The frame at `from`, and where its line ends; undefined when `bytes` ends before. */
export function readFrame(
  bytes: Buffer,
  from: number,
): { readonly frame: Frame; readonly to: number } | undefined {
  const line = bytes.indexOf(byte.newline, from)
  if (line < 0) return undefined
  return { frame: JSON.parse(bytes.toString('utf8', from, line)) as Frame, to: line + 1 }
}
