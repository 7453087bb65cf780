import type { Writable } from 'node:stream'
import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import type { Claim } from '../resume/claim.ts'
import type { Checkpoint } from '../resume/checkpoint.ts'
import { checkFile, openFileTarget } from './file-target.ts'
import type { Cut } from './cut.ts'
import { streamTarget } from './stream-target.ts'

/** Where masked bytes go. Ends with either `commit` or `abort`. */
export interface Target {
  /** Resolves when more may come; `free` may be called when nobody needs `bytes` any more. */
  write(bytes: Uint8Array, free?: () => void): Promise<void>
  /**
   * Makes a place that a later run can go on from: nothing behind it depends on what is before it.
   * Undefined where none can.
   */
  cut(): Promise<Cut | undefined>
  /** Makes the result visible as a whole. */
  commit(): Promise<void>
  /** Closes it; what is already out of our hands gets `lastWords`. Does not throw. */
  abort(lastWords: Uint8Array): Promise<void>
}

export interface PlannedTarget {
  /** The file; undefined: a stream. */
  readonly file: string | undefined
  /**
   * Whether the target could be written, without touching it.
   *
   * @param inputs - the identities of the source and of the policy's files: they are never overwritten.
   * @throws POLIGON_TARGET
   */
  check(inputs: ReadonlySet<string>): Promise<void>
  /** @param claim - of a file, with where it is gone on from. */
  open(claim: Claim | undefined, from: Checkpoint | undefined): Promise<Target>
}

/** @throws POLIGON_TARGET when `address` names a database, which is the business of `runs`. */
export function planTarget(address: string, stdout: Writable): PlannedTarget {
  if (/^[a-z]+:\/\//i.test(address))
    throw new PoligonError('POLIGON_TARGET', {
      what: say`This kind of target is not known.`,
      remedy: say`Name a file, - for stdout, or a postgres://, mysql:// or mariadb:// address.`,
    })
  if (address === '-') return streamTarget(stdout)
  return {
    file: address,
    check: (inputs) => checkFile(address, inputs),
    open: (claim, from) => {
      if (!claim) throw new Error('a file that nobody claimed')
      return openFileTarget(address, claim, from)
    },
  }
}
