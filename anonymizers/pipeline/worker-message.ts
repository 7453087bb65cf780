import { PoligonError, type ErrorCode, type Place } from '../../core/errors.ts'
import type { Redacted } from '../../core/redacted.ts'
import { Refusal } from '../dialects/refusal.ts'
import { RunFailure, type MaskedRuns, type Runs } from './mask-rows.ts'

export interface WorkerTask {
  readonly id: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly runs: Runs
  /** For the masked batch. */
  readonly room: ArrayBuffer
}

export type WorkerAnswer = { readonly id: number } & (
  | (MaskedRuns & { /** The memory that the task came in. */ readonly free: ArrayBuffer })
  | { readonly failure: PackedFailure }
)

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
