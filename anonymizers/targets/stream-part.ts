import type { Writable } from 'node:stream'
import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import type { PartFile } from './part-file.ts'
import { writeTo } from './stream-writer.ts'

/**
 * A stream in the place of the file that a target is written in: nothing in it can be written over. What was
 * put last is held back until all is complete, so that a copy that was broken off is cut off for its readers.
 */
export function streamPart(stream: Writable): PartFile {
  let position = 0
  let held: Buffer | undefined
  let failed: Error | undefined
  stream.on('error', (failure) => {
    failed ??= failure
  })
  const flush = async () => {
    try {
      if (held && !failed) await writeTo(stream, held)
    } catch (cause) {
      throw goneAway(cause)
    }
    if (failed) throw goneAway(failed)
    held = undefined
  }
  return {
    get position() {
      return position
    },
    async put(bytes) {
      await flush()
      held = Buffer.from(bytes)
      position += bytes.length
    },
    putAt: async () => {},
    cut: () => ({ position, flushed: async () => {} }),
    complete: flush,
    close: async () => {},
  }
}

const goneAway = (cause: unknown) =>
  new PoligonError('POLIGON_TARGET', {
    what: say`The reader of the output went away, or has no room; what it got is incomplete.`,
    remedy: say`Look at the program that the output is piped into.`,
    cause,
  })
