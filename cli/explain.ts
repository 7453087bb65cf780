import { exitCodes, PoligonError } from '../core/errors.ts'

export interface Explanation {
  readonly code: string
  readonly text: string
  readonly exitCode: number
}

/**
 * What a failure means to somebody at a terminal. Only what Poligon raised on purpose is shown as
 * it is; anything else may hold a value from the data in its message, so that its type and the place
 * in our own code are all that is told.
 */
export function explain(failure: unknown): Explanation {
  if (failure instanceof PoligonError)
    return { code: failure.code, text: failure.message, exitCode: failure.exitCode }
  const error = failure instanceof Error ? failure : new Error('not an error object')
  const code = (error as NodeJS.ErrnoException).code
  const frame = /\(?([^()\s]+:\d+):\d+\)?$/m.exec(
    error.stack?.slice(error.stack.indexOf('\n    at ')) ?? '',
  )?.[1]
  return {
    code: 'POLIGON_INTERNAL',
    text: `This is a defect in Poligon: ${error.name}${typeof code === 'string' ? ` (${code})` : ''}${frame ? ` at ${frame.replace(/^.*\/(?=(?:node_modules|core|anonymizers|environments|mocks|reports|runs|steps|cli|dist)\/)/, '')}` : ''}. Please report it; set POLIGON_DEBUG=1 to see all of it (it may then show values from your data).`,
    exitCode: exitCodes.unreachable,
  }
}
