import { describe, expect, it } from 'vitest'
import { createCutter } from '../dialects/cutter.ts'
import type { Dialect } from '../dialects/dialect.ts'
import mysqlInsert from '../dialects/mysql-insert.ts'
import pgCopy from '../dialects/pg-copy.ts'
import { BytePool } from '../kernel/byte-pool.ts'
import { Bits } from './bits.ts'
import { createRowFilter } from './leave-out-rows.ts'
import type { Selection } from './select-rows.ts'

/** Keeps of the table `t` the rows of these numbers, from 0, of `none` nothing, and all of others. */
function keeping(...rows: readonly number[]): Selection {
  const bits = new Bits(64)
  for (const row of rows) bits.add(row + 10)
  return {
    of: (table) => {
      if (table.endsWith('none')) return 'none'
      return /(?:^|\.)t$/.test(table) ? { first: 10, rows: bits } : 'all'
    },
  }
}

/** What is left of a dump that comes in two parts, cut at `at`. */
function left(dump: string, dialect: Dialect, selection: Selection, at: number): string {
  const filter = createRowFilter(selection, dialect, new BytePool())
  const cutter = createCutter(dialect)
  const bytes = Buffer.from(dump)
  const batches = [
    cutter.push(bytes.subarray(0, at)),
    cutter.push(bytes.subarray(at)),
    cutter.finish(),
  ]
  return batches
    .map((batch) => {
      const { bytes: kept, segments } = filter(batch)
      expect(segments.every((one, i) => one.from === (segments[i - 1]?.to ?? 0))).toBe(true)
      return kept.toString()
    })
    .join('')
}

const cases: Readonly<
  Record<string, { dialect: Dialect; dump: string; rows: readonly number[]; stays: string }>
> = {
  'COPY keeps its frame': {
    dialect: pgCopy,
    dump: 'SET x = 1;\nCOPY public.t (a) FROM stdin;\n1\n2\\\\\n3\n\\.\n\nCOPY public.other FROM stdin;\n1\n\\.\n',
    rows: [1],
    stays:
      'SET x = 1;\nCOPY public.t (a) FROM stdin;\n2\\\\\n\\.\n\nCOPY public.other FROM stdin;\n1\n\\.\n',
  },
  'COPY without a row that stays': {
    dialect: pgCopy,
    dump: 'COPY public.t FROM stdin;\n1\n2\n\\.\n',
    rows: [],
    stays: 'COPY public.t FROM stdin;\n\\.\n',
  },
  'INSERT of one row each goes with its row': {
    dialect: pgCopy,
    dump: "SET x = 1;\nINSERT INTO public.t VALUES (1, 'a');\nINSERT INTO public.t VALUES (2, 'b(');\nINSERT INTO public.t VALUES (3, 'c');\nSELECT 1;\n",
    rows: [1],
    stays: "SET x = 1;\nINSERT INTO public.t VALUES (2, 'b(');\nSELECT 1;\n",
  },
  'the rows of an INSERT keep what stands between them': {
    dialect: mysqlInsert,
    dump: "INSERT INTO `t` VALUES\n(1,'a'),\n(2,'),('),\n(3,'c'),\n(4,'\\'');\nINSERT INTO `other` VALUES (1),(2);\n",
    rows: [1, 3],
    stays: "INSERT INTO `t` VALUES\n(2,'),('),\n(4,'\\'');\nINSERT INTO `other` VALUES (1),(2);\n",
  },
  'an INSERT that loses all rows goes': {
    dialect: mysqlInsert,
    dump: 'INSERT INTO `t` VALUES (1),(2);\nINSERT INTO `t` VALUES (3),(4);\nINSERT INTO `none` VALUES (1);\nUNLOCK TABLES;\n',
    rows: [3],
    stays: '\nINSERT INTO `t` VALUES (4);\nUNLOCK TABLES;\n',
  },
  'all rows stay': {
    dialect: mysqlInsert,
    dump: 'INSERT INTO `t` VALUES (1),(2);\nINSERT INTO `t` VALUES (3),(4);\n',
    rows: [0, 1, 2, 3],
    stays: 'INSERT INTO `t` VALUES (1),(2);\nINSERT INTO `t` VALUES (3),(4);\n',
  },
}

describe('leaving rows out', () => {
  it.each(Object.entries(cases))('%s, wherever the dump is cut', (_, one) => {
    const { dialect, dump, rows, stays } = one
    for (let at = 0; at <= Buffer.byteLength(dump); at++)
      expect(left(dump, dialect, keeping(...rows), at), `cut at ${at}`).toBe(stays)
  })

  it('remembers which row of the dump one was, and where it stood', () => {
    const dump = 'INSERT INTO `t` VALUES (1),(2),(3),(4);\n'
    const filter = createRowFilter(keeping(1, 3), mysqlInsert, new BytePool())
    const cutter = createCutter(mysqlInsert)
    const batch = filter(cutter.push(Buffer.from(dump)))
    const rows = batch.segments.find(({ kind }) => kind === 'rows')
    const at = batch.bytes.indexOf('(4')
    expect(rows && batch.place(rows, 1, at)).toEqual({ row: 4, byteOffset: dump.indexOf('(4') })
  })
})
