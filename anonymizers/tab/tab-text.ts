import { join } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import { placed, Refusal } from '../dialects/refusal.ts'
import { fileBlocks } from '../sources/file-blocks.ts'
import type { TabFolder, TabTable } from './tab-folder.ts'
import { createTabRowReader } from './tab-row.ts'

/** From so many bytes on a statement ends: servers take some MB in one. */
const longestStatement = 900_000
/** The longest row that is taken. */
const longestRow = 64 * 1024 * 1024

/**
 * A folder of `mysqldump --tab` as the SQL that mysqldump writes without `--tab`: rows stand behind their
 * table, and before its triggers.
 *
 * @param onRead - told how many bytes of a file have been read more.
 * @throws POLIGON_DUMP_SYNTAX with file, table, row and byte offset; POLIGON_SOURCE.
 */
export async function* tabText(
  folder: TabFolder,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  yield Buffer.from(opening)
  for (const table of folder.tables) {
    yield table.sql.subarray(0, table.rowsAt)
    onRead(table.sql.length)
    yield Buffer.from(`\n\n${beforeRows(folder.charset)}`)
    yield* insertsOf(folder, table, onRead)
    yield Buffer.from(afterRows)
    yield table.sql.subarray(table.rowsAt)
    yield newline
  }
  for (const { sql } of folder.others) {
    yield sql
    yield newline
    onRead(sql.length)
  }
  yield Buffer.from(closing)
}

const newline = Buffer.from('\n')

const opening = `-- MySQL dump of a folder
/*!40014 SET @OLD_TAB_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_TAB_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
`
const closing = `/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_TAB_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_TAB_UNIQUE_CHECKS */;
`

const beforeRows = (charset: string) => `/*!40101 SET @OLD_TAB_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_TAB_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_TAB_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES ${charset} */;
/*!40101 SET @OLD_TAB_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
`
const afterRows = `/*!40101 SET SQL_MODE=@OLD_TAB_SQL_MODE */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_TAB_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_TAB_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_TAB_CONNECTION */;
`

async function* insertsOf(
  { path, format }: TabFolder,
  { table, rowsFile, columns, fields }: TabTable,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const file = join(path, rowsFile)
  const reader = createTabRowReader(format)
  const list = columns ? ` (${columns.map(quoted).join(',')})` : ''
  const insert = Buffer.from(`INSERT INTO ${quoted(table)}${list} VALUES\n`)
  let out = new ByteWriter(longestStatement + 4096)
  let waiting: Buffer = Buffer.alloc(0)
  let offset = 0
  let row = 1
  const refuse = (failure: unknown, at: number) =>
    placed(failure, { file, table, row, byteOffset: offset + at })
  for await (const block of fileBlocks(file)) {
    onRead(block.length)
    const bytes = waiting.length === 0 ? block : Buffer.concat([waiting, block])
    let at = 0
    for (;;) {
      const started = out.length
      out.append(started === 0 ? insert : separator)
      let next
      try {
        next = reader.read(bytes, at, fields, out)
      } catch (failure) {
        throw refuse(failure, failure instanceof Refusal ? failure.at : at)
      }
      if (next < 0) {
        out.length = started
        break
      }
      at = next
      row++
      if (out.length < longestStatement) continue
      out.append(ending)
      yield out.view()
      out = new ByteWriter(longestStatement + 4096)
    }
    offset += at
    waiting = Buffer.from(bytes.subarray(at))
    if (waiting.length > longestRow) throw cutOff(file, table, row, offset)
  }
  if (waiting.length > 0) throw cutOff(file, table, row, offset)
  if (out.length === 0) return
  out.append(ending)
  yield out.view()
}

const quoted = (identifier: string) => `\`${identifier.replaceAll('`', '``')}\``
const separator = Buffer.from(',\n')
const ending = Buffer.from(';\n')

const cutOff = (file: string, table: string, row: number, byteOffset: number) =>
  new PoligonError('POLIGON_DUMP_SYNTAX', {
    what: say`A row of ${name(table)} is not ended.`,
    remedy: say`Take the dump again, or write under \`source: {tab: …}\` of the policy how it was made.`,
    place: { file, table, row, byteOffset },
  })
