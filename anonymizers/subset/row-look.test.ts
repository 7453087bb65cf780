import { describe, expect, it } from 'vitest'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { Dialect } from '../dialects/dialect.ts'
import mysqlInsert from '../dialects/mysql-insert.ts'
import pgCopy from '../dialects/pg-copy.ts'
import { checkColumns, lookingMasker, wordsOfRow, type RowLook } from './row-look.ts'

/** The length of each column's value, -1 for NULL. */
const lengthOf = (...columns: readonly string[]): RowLook[] =>
  columns.map((column) => ({
    columns: [column],
    width: 1,
    start: (place) => (fields, words, at) => {
      words[at] = fields[place(column)]?.length ?? -1
    },
  }))

const cases: Readonly<Record<string, { dialect: Dialect; rows: string }>> = {
  INSERT: {
    dialect: mysqlInsert,
    rows: "(1,'a\\'b',NULL,'x),('),\n(22,NULL,'),(','\\\\')\n,(333,'','z',now())",
  },
  COPY: { dialect: pgCopy, rows: '1\ta\\tb\t\\N\tx\\\ny\n22\t\\N\t),(\t\\\\\n333\t\tz\tend\n' },
}

describe('looks at rows', () => {
  const columns = ['a', 'b', 'c', 'd']
  it.each(Object.entries(cases))('of %s pass over what stands behind', (_, { dialect, rows }) => {
    const seen = (...wanted: readonly string[]) => {
      const looks = lengthOf(...wanted)
      const masker = lookingMasker(columns, looks)
      const words = new Int32Array(3 * wordsOfRow(looks))
      masker.enter(3, words)
      dialect
        .createRowCodec(columns, masker)
        .maskRows(Buffer.from(rows), 0, rows.length, new ByteWriter(0))
      return [...words]
    }
    expect(seen('a')).toEqual([1, 2, 3])
    expect(seen('c', 'b')).toEqual([-1, 3, 1, 3, -1, 0])
  })

  it('are refused where a column is missing', () => {
    expect(() => checkColumns('t', columns, lengthOf('a', 'e'))).toThrow(/without a column/)
    expect(() => checkColumns('t', columns, lengthOf('a', 'd'))).not.toThrow()
  })
})
