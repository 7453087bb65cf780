import { byte } from '../byte-classes.ts'
import type { Bulk } from '../dialect.ts'
import { mysqlColumns, mysqlIdentifiers, mysqlName } from './names.ts'
import { mysqlTableName } from './statement-kind.ts'

const header = new RegExp(
  `^(?:insert|replace)\\s+(?:low_priority\\s+|delayed\\s+|high_priority\\s+)?(?:ignore\\s+)?(?:into\\s+)?(${mysqlName})\\s*(${mysqlColumns})?\\s*values?\\s*(?=\\()`,
  'i',
)

/** The longest opening that is looked for: 4,096 columns (the server's limit) with names of 64 characters. */
const longestHeader = 4096 * 70

/** Reads `INSERT INTO t (a, b) VALUES` in front of its first row. Remembers the last one, as dumps repeat it. */
export function createHeaderReader() {
  let written = Buffer.alloc(0)
  let remembered: Bulk | undefined

  return {
    /** Of a dump that is at `body`; undefined when it is not such a statement, or not all of it is there. */
    read(
      bytes: Buffer,
      body: number,
      charset: string | undefined,
    ): { bulk: Bulk; to: number } | undefined {
      const to = body + written.length
      if (
        remembered &&
        remembered.charset === charset &&
        bytes[to] === byte.open &&
        bytes.compare(written, 0, written.length, body, to) === 0
      )
        return { bulk: remembered, to }
      const match = header.exec(
        bytes.toString('latin1', body, Math.min(bytes.length, body + longestHeader)),
      )
      if (!match) return undefined
      written = Buffer.from(bytes.subarray(body, body + match[0].length))
      const [, table, columns] = match
      remembered = {
        table: mysqlTableName(table as string, charset),
        columns: columns === undefined ? undefined : mysqlIdentifiers(columns, charset),
        ...(charset === undefined ? {} : { charset }),
      }
      return { bulk: remembered, to: body + match[0].length }
    },
  }
}
