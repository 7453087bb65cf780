import { byte } from '../byte-classes.ts'
import type { Bulk } from '../dialect.ts'
import { pgByteColumns, pgByteName, pgIdentifiers } from './names.ts'

const header = new RegExp(
  String.raw`^insert\s+into\s+(${pgByteName})\s*(${pgByteColumns})?\s*(?:overriding\s+(?:system|user)\s+value\s*)?values\s*(?=\()`,
  'i',
)

/** The longest opening that is looked for: 1,600 columns (the server's limit) with names of 63 bytes in quotes. */
const longestHeader = 1600 * 68

interface Session {
  readonly backslashes: boolean
  readonly encoding: string | undefined
  readonly read: (bytes: Uint8Array) => string
}

/** Reads `INSERT INTO t (a, b) VALUES` in front of its first row. Remembers the last one, as dumps repeat it. */
export function createInsertReader() {
  let written = Buffer.alloc(0)
  let remembered: Bulk | undefined

  return {
    /**
     * Of a dump that is at `body`; undefined when it is not such a statement, or not all of it is there.
     *
     * @param session - see {@link Bulk.backslashes} and {@link Bulk.charset}; `read` reads texts.
     */
    read(
      bytes: Buffer,
      body: number,
      { backslashes, encoding, read }: Session,
    ): { bulk: Bulk; to: number } | undefined {
      const to = body + written.length
      if (
        remembered &&
        (remembered.backslashes === true) === backslashes &&
        remembered.charset === encoding &&
        bytes[to] === byte.open &&
        bytes.compare(written, 0, written.length, body, to) === 0
      )
        return { bulk: remembered, to }
      const match = header.exec(
        bytes.toString('latin1', body, Math.min(bytes.length, body + longestHeader)),
      )
      if (!match) return undefined
      const [opening, table, columns] = match
      const end = body + opening.length
      const identifiers = (text: string) => pgIdentifiers(read(Buffer.from(text, 'latin1')))
      written = Buffer.from(bytes.subarray(body, end))
      remembered = {
        table: identifiers(table as string).join('.'),
        columns: columns === undefined ? undefined : identifiers(columns),
        syntax: 'pg-values',
        ...(backslashes ? { backslashes } : {}),
        ...(encoding === undefined ? {} : { charset: encoding }),
      }
      return { bulk: remembered, to: end }
    },
  }
}
