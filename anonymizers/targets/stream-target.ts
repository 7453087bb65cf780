import type { Writable } from 'node:stream'
import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { writeTo } from './stream-writer.ts'
import type { PlannedTarget, Target } from './target.ts'

/** A stream that somebody reads while it is written: it cannot be taken back, only spoiled. */
export function streamTarget(stream: Writable): PlannedTarget {
  return {
    check: async () => {},
    open: async (): Promise<Target> => {
      // Without a listener a reader that goes away would end the process.
      stream.on('error', () => {})
      let written = false
      const write = async (bytes: Uint8Array) => {
        written = true
        try {
          await writeTo(stream, bytes)
        } catch (cause) {
          throw new PoligonError('POLIGON_TARGET', {
            what: say`The reader of the output went away.`,
            remedy: say`Look at the program that the output is piped into.`,
            cause,
          })
        }
      }
      return {
        write,
        commit: () =>
          new Promise((resolve, reject) => {
            stream.write('', (failure) => (failure ? reject(failure) : resolve()))
          }),
        abort: async (lastWords) => {
          if (written) await write(lastWords).catch(() => {})
        },
      }
    },
  }
}
