import type { Writable } from 'node:stream'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { redirectedFile } from '../sources/file-identity.ts'
import { writeTo } from './stream-writer.ts'
import type { PlannedTarget, Target } from './target.ts'

/** A stream that somebody reads while it is written: it cannot be taken back, only spoiled. */
export function streamTarget(stream: Writable): PlannedTarget {
  return {
    file: undefined,
    async check(inputs) {
      const file = redirectedFile(stream)
      if (file === undefined || !inputs.has(file)) return
      throw new PoligonError('POLIGON_TARGET', {
        what: say`The output goes into the file that is read.`,
        remedy: say`Name another file.`,
      })
    },
    open: async (): Promise<Target> => {
      // Without a listener a reader that goes away would end the process. What the stream fails with is
      // kept here: stdout forgets it.
      let failed: Error | undefined
      stream.on('error', (failure) => {
        failed ??= failure
      })
      let written = false
      // Whoever reads may keep the bytes: they are never free again.
      const write = async (bytes: Uint8Array) => {
        written = true
        try {
          if (!failed) await writeTo(stream, bytes)
        } catch (cause) {
          throw broken(cause)
        }
        if (failed) throw broken(failed)
      }
      return {
        write,
        cut: async () => undefined,
        async commit() {
          const failure = await new Promise<unknown>((resolve) => {
            stream.write('', resolve)
          })
          if (failure ?? failed) throw broken(failure ?? failed)
        },
        abort: async (lastWords) => {
          if (written) await write(lastWords).catch(() => {})
        },
      }
    },
  }
}

function broken(cause: unknown): PoligonError {
  const code = codeOf(cause)
  const full = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'].includes(code)
  return new PoligonError('POLIGON_TARGET', {
    what: full
      ? say`The output cannot be written (${code}); what was written is incomplete.`
      : say`The reader of the output went away; what it got is incomplete.`,
    remedy: full
      ? say`Look whether the disk is full.`
      : say`Look at the program that the output is piped into.`,
    cause,
  })
}
