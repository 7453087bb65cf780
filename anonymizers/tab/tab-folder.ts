import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { createCutter } from '../dialects/cutter.ts'
import mysqlInsert from '../dialects/mysql-insert.ts'
import { createSchemaReader } from '../schema/schema-reader.ts'
import { fileIdentity } from '../sources/file-identity.ts'
import { findFormat, type TabRows } from './find-format.ts'
import { commonFormats, tabFormat, type TabFormat, type WrittenTabFormat } from './tab-format.ts'

/** A folder of `mysqldump --tab`: for each table its definition in T.sql and its rows in T.txt. */
export interface TabFolder {
  readonly path: string
  readonly format: TabFormat
  /** What the rows are written in, as Bulk.charset has it. */
  readonly charset: string
  readonly tables: readonly TabTable[]
  /** Definitions of views and tables without rows, by the names of their files. */
  readonly others: readonly { readonly file: string; readonly sql: Buffer }[]
  readonly size: number
  readonly identities: readonly string[]
}

export interface TabTable {
  readonly table: string
  readonly sqlFile: string
  readonly rowsFile: string
  readonly sql: Buffer
  /** Where in {@link sql} the rows belong: behind the table, before its triggers. */
  readonly rowsAt: number
  /** Of the fields of a row; undefined: all columns of the table. */
  readonly columns: readonly string[] | undefined
  /** How many fields a row has. */
  readonly fields: number
}

type TableDraft = Omit<TabTable, 'columns' | 'fields'> & TabRows

/** Whether `folder` has a table as `mysqldump --tab` writes it. */
export async function isTabFolder(folder: string): Promise<boolean> {
  const files = new Set(await readdir(folder).catch(() => []))
  return [...files].some((file) => file.endsWith('.sql') && files.has(rowsOf(file)))
}

/**
 * @param written - what the policy says of the format; without it, it is found from the rows.
 * @throws POLIGON_SOURCE, POLIGON_DUMP_SYNTAX, POLIGON_CONFIG
 */
export async function openTabFolder(
  path: string,
  written: WrittenTabFormat | undefined,
): Promise<TabFolder> {
  const files = (await readdir(path)).toSorted()
  const found = await Promise.all(files.map((file) => lstat(join(path, file))))
  const present = new Set(files)
  const stray = files.find(
    (file, at) =>
      !found[at]?.isFile() ||
      !(file.endsWith('.sql') || (file.endsWith('.txt') && present.has(sqlOf(file)))),
  )
  if (stray !== undefined)
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`A folder of \`mysqldump --tab\` holds something else than the files of tables and views.`,
      remedy: say`Take out what mysqldump did not write.`,
      place: { file: path },
    })
  const definitions = await Promise.all(
    files
      .filter((file) => file.endsWith('.sql'))
      .map(async (file) => ({ file, sql: await readFile(join(path, file)) })),
  )
  const drafts = definitions
    .filter(({ file }) => present.has(rowsOf(file)))
    .map((one) => tableOf(path, one))
  const given = written && Object.keys(written).some((option) => option !== 'charset')
  const { format, columns } = await findFormat(
    path,
    drafts,
    given ? [tabFormat(written)] : commonFormats,
  )
  return {
    path,
    format,
    charset: written?.charset ?? charsetOf(definitions[0]?.sql),
    tables: drafts.map(({ columnLists, ...table }, at) => {
      const names = columns[at] ?? []
      const isWhole = names.length === columnLists.at(-1)?.length
      return { ...table, columns: isWhole ? undefined : names, fields: names.length }
    }),
    others: definitions.filter(({ file }) => !present.has(rowsOf(file))),
    size: found.reduce((sum, { size }) => sum + size, 0),
    identities: found.map(fileIdentity),
  }
}

const rowsOf = (sqlFile: string) => sqlFile.replace(/\.sql$/, '.txt')
const sqlOf = (rowsFile: string) => rowsFile.replace(/\.txt$/, '.sql')

function tableOf(path: string, { file, sql }: { file: string; sql: Buffer }): TableDraft {
  const schema = createSchemaReader(mysqlInsert.family)
  const cutter = createCutter(mysqlInsert)
  const batches = [cutter.push(sql), cutter.finish()]
  for (const { bytes, offset, segments } of batches)
    for (const segment of segments) {
      if (segment.kind !== 'statement') continue
      schema.statement(
        bytes.subarray(segment.from, segment.to),
        offset + segment.from,
        segment.charset,
      )
      const [table] = schema.tables()
      if (table)
        return {
          table: table.name,
          sqlFile: file,
          rowsFile: rowsOf(file),
          sql,
          rowsAt: offset + segment.to,
          columnLists: [table.columns.filter(({ generated }) => !generated), table.columns].map(
            (list) => list.map(({ name: column }) => column),
          ),
        }
    }
  throw new PoligonError('POLIGON_DUMP_SYNTAX', {
    what: say`${name(file)} does not create the table whose rows stand beside it.`,
    remedy: say`Take the dump again without \`--no-create-info\`.`,
    place: { file: join(path, file) },
  })
}

/**
 * mysqldump writes rows as the columns have them, unless it was told another character set than its own
 * usual one (client/mysqldump.c, dump_table): that one stands in SET NAMES too.
 */
function charsetOf(sql: Buffer | undefined): string {
  const [, names] = /SET NAMES (\w+)/.exec(sql?.toString('latin1') ?? '') ?? []
  return names === undefined || names.startsWith('utf8') ? 'binary' : names
}
