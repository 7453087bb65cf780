import type { Dialect } from './dialect.ts'
import { createPgRowCodec } from './pg/row-codec.ts'
import { createPgScanner } from './pg/scanner.ts'
import { createPgValuesCodec } from './pg/values-codec.ts'

/**
 * Plain pg_dump with COPY … FROM stdin, or with INSERT … VALUES. Format: PostgreSQL documentation, COPY,
 * "Text Format", and src/backend/commands/copyto.c (CopyAttributeOutText) for what is escaped; "String
 * Constants", and src/bin/pg_dump/pg_dump.c (dumpTableData_insert) for the forms of INSERT.
 */
const pgCopy: Dialect = {
  name: 'pg-copy',
  describe: 'a plain pg_dump',
  family: 'postgres',
  syntax: 'pg-copy-text',
  recognises(head) {
    const text = head.toString('latin1')
    if (/^-- PostgreSQL database (?:cluster )?dump/m.test(text)) return 1
    if (/^COPY\s+[^;]+\sFROM\s+stdin;/im.test(text)) return 0.9
    return /\bpg_catalog\.|^\\(?:restrict|connect) |^SET (?:client_encoding|search_path)\b/m.test(
      text,
    )
      ? 0.8
      : 0
  },
  createScanner: createPgScanner,
  createRowCodec: (columns, masker, computed, form) =>
    form?.syntax === 'pg-values'
      ? createPgValuesCodec(columns, masker, computed, form.backslashes)
      : // COPY never carries computed columns.
        createPgRowCodec(columns, masker),
  breakOff(message, open) {
    // More fields than the table has: an error whatever the types of its columns are.
    const row =
      open && open.syntax !== 'pg-values' ? `${message}${'\t'.repeat(open.columns)}\n\\.\n` : '\n'
    return `${row}${message};\n`
  },
}

export default pgCopy
