import { byte } from '../byte-classes.ts'
import type { Bulk } from '../dialect.ts'
import { pgColumns, pgIdentifiers, pgName } from './names.ts'

const header = new RegExp(
  String.raw`^insert\s+into\s+(${pgName})\s*(${pgColumns})?\s*(?:overriding\s+(?:system|user)\s+value\s*)?values\s*(?=\()`,
  'iu',
)

/** The longest opening that is looked for: 1,600 columns (the server's limit) with names of 63 bytes in quotes. */
const longestHeader = 1600 * 68

/** Reads `INSERT INTO t (a, b) VALUES` in front of its first row. Remembers the last one, as dumps repeat it. */
export function createInsertReader() {
  let written = Buffer.alloc(0)
  let remembered: Bulk | undefined

  return {
    /**
     * Of a dump that is at `body`; undefined when it is not such a statement, or not all of it is there.
     *
     * @param backslashes - see {@link Bulk.backslashes}
     */
    read(
      bytes: Buffer,
      body: number,
      backslashes: boolean,
    ): { bulk: Bulk; to: number } | undefined {
      const to = body + written.length
      if (
        remembered &&
        (remembered.backslashes === true) === backslashes &&
        bytes[to] === byte.open &&
        bytes.compare(written, 0, written.length, body, to) === 0
      )
        return { bulk: remembered, to }
      const match = header.exec(
        bytes.toString('utf8', body, Math.min(bytes.length, body + longestHeader)),
      )
      if (!match) return undefined
      const [opening, table, columns] = match
      const end = body + Buffer.byteLength(opening)
      written = Buffer.from(bytes.subarray(body, end))
      remembered = {
        table: pgIdentifiers(table as string).join('.'),
        columns: columns === undefined ? undefined : pgIdentifiers(columns),
        syntax: 'pg-values',
        ...(backslashes ? { backslashes } : {}),
      }
      return { bulk: remembered, to: end }
    },
  }
}
