import { PoligonError, type ErrorCode, type Place } from '../../core/errors.ts'
import { say, type Redacted } from '../../core/redacted.ts'
import { Refusal } from '../dialects/refusal.ts'
import type { BatchWork } from './batch-work.ts'
import { RunFailure } from './mask-rows.ts'

/** What a thread is told when it starts. */
export interface ThreadData {
  /** It will collect originals and look for them. */
  readonly compares: boolean
}

export type BatchCall = keyof BatchWork

/** A call of {@link BatchWork} in another thread. */
export interface WorkerTask<C extends BatchCall = BatchCall> {
  readonly id: number
  readonly call: C
  readonly argument: Parameters<BatchWork[C]>[0]
}

export type WorkerAnswer = { readonly id: number } & (
  | { readonly result: Awaited<ReturnType<BatchWork[BatchCall]>> }
  | { readonly failure: PackedFailure }
)

/** The memory that stands in the result of a call, which goes to the other thread. */
export const memoryOf = (parts: object | void): readonly ArrayBuffer[] => [
  ...new Set(
    Object.values(parts ?? {}).flatMap((part: unknown) => {
      const buffer = ArrayBuffer.isView(part) ? part.buffer : part
      return buffer instanceof ArrayBuffer ? [buffer] : []
    }),
  ),
]

/** An error that crosses between threads: only what was raised on purpose keeps its words. */
export interface PackedFailure {
  readonly run: number
  readonly row: number
  readonly at: number
  readonly error?: {
    readonly code: ErrorCode
    readonly what: Redacted
    readonly remedy: Redacted
    readonly place: Place
  }
  readonly frames: string
}

export function packFailure(failure: unknown): PackedFailure {
  const { run, row, at } = failure instanceof RunFailure ? failure : { run: 0, row: 0, at: 0 }
  const cause = failure instanceof RunFailure ? failure.cause : failure
  if (cause instanceof Refusal) {
    const { what, remedy, field } = cause
    const place = field === undefined ? {} : { field }
    return {
      run,
      row,
      at: cause.at,
      error: { code: 'POLIGON_DUMP_SYNTAX', what, remedy, place },
      frames: '',
    }
  }
  if (cause instanceof PoligonError) {
    const { code, what, remedy, place } = cause
    return { run, row, at, error: { code, what, remedy, place }, frames: '' }
  }
  // The message of a foreign error may hold a value; where it happened does not.
  const frames = cause instanceof Error ? (cause.stack ?? '').split('\n    at ').slice(1) : []
  return { run, row, at, frames: frames.map((frame) => `\n    at ${frame}`).join('') }
}

/** @param place - of the row, or of the fault in it. */
export function unpackFailure({ error, frames }: PackedFailure, place: Place): PoligonError {
  if (error) return new PoligonError(error.code, { ...error, place: { ...place, ...error.place } })
  const cause = new Error('while working on rows')
  cause.stack = `${cause.message}${frames}`
  return new PoligonError('POLIGON_INTERNAL', {
    what: say`Masking stopped by a defect.`,
    remedy: say`Please report it with the version of Poligon and the kind of the column.`,
    place,
    cause,
  })
}
