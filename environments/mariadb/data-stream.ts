import { Readable } from 'node:stream'
import type { Connection, Taken } from './connect.ts'
import { errorNumber } from './error-text.ts'

/** A LOAD DATA LOCAL statement that is under way. */
export interface DataStream {
  /**
   * Waits while the server is slower; `bytes` are the caller's again then.
   *
   * @throws what the server says when it gives up.
   */
  write(bytes: Uint8Array): Promise<void>
  /** Ends the statement: what the server counted. */
  end(): Promise<Taken>
  /** Ends it wherever it is, with no word about what came of it. */
  abandon(): Promise<void>
}

/** The server takes no more than 16 MB in one packet; each is copied once. */
const packet = 256 * 1024

/** @throws the server's error when it does not begin. */
export async function openDataStream(connection: Connection, sql: string): Promise<DataStream> {
  let taken = () => {}
  const stream = new Readable({ highWaterMark: 1, read: () => taken() })
  // What goes wrong is said by the statement's own answer.
  stream.on('error', () => {})
  const asked = Promise.withResolvers<void>()
  const answer = connection.run(sql, () => {
    asked.resolve()
    return stream
  })
  let answered = false
  const settled = () => {
    answered = true
    taken()
  }
  answer.then(settled, settled)
  await Promise.race([asked.promise, answer])
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; at += packet) {
        if (answered) await answer
        const free = new Promise<void>((resolve) => (taken = resolve))
        stream.push(bytes.subarray(at, at + packet))
        if (stream.readableLength > 0) await free
      }
    },
    end() {
      stream.push(null)
      return answer
    },
    async abandon() {
      stream.destroy(new Error('given up'))
      await answer.catch(() => {})
    },
  }
}

/**
 * Whether the server, or the account's client, may not use LOAD DATA LOCAL at all
 * (ER_NOT_ALLOWED_COMMAND, ER_CLIENT_LOCAL_FILES_DISABLED, MariaDB's ER_LOAD_INFILE_CAPABILITY_DISABLED).
 */
export function refusesLocal(failure: unknown): boolean {
  return [1148, 3948, 4166].includes(errorNumber(failure) ?? 0)
}
