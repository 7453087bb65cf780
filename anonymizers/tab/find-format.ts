import { join } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import { Refusal } from '../dialects/refusal.ts'
import type { TabFormat } from './tab-format.ts'
import { createTabRowReader } from './tab-row.ts'
import { headOfFile } from '../sources/head-of-file.ts'

/** A file of rows. */
export interface TabRows {
  readonly rowsFile: string
  /**
   * What its fields may be: mysqldump leaves generated columns out, mariadb-dump does not. The first list
   * that fits counts.
   */
  readonly columnLists: readonly (readonly string[])[]
}

export interface FoundFormat {
  readonly format: TabFormat
  /** The columns of the fields, for each of the files. */
  readonly columns: readonly (readonly string[])[]
}

/**
 * The one of `formats` in which the first rows of all files can be read, and in no other differently.
 *
 * @throws POLIGON_SOURCE when there is none, or when several tell different values.
 */
export async function findFormat(
  folder: string,
  files: readonly TabRows[],
  formats: readonly TabFormat[],
): Promise<FoundFormat> {
  const heads = await Promise.all(
    files.map(({ rowsFile }) => headOfFile(join(folder, rowsFile), headSize)),
  )
  const fitting = formats.flatMap((format) => {
    const read = files.flatMap(({ columnLists }, file) =>
      readHead(heads[file], columnLists, format),
    )
    if (read.length < files.length) return []
    const text = read.map((one) => one.text).join('\n')
    const sure = read.every((one, file) => one.text !== '' || heads[file]?.length === 0)
    return [{ format, text, sure, columns: read.map(({ columns }) => columns) }]
  })
  const [first, ...others] = fitting.some(({ sure }) => sure)
    ? fitting.filter(({ sure }) => sure)
    : fitting
  if (first && others.every(({ text }) => text === first.text)) return first
  throw new PoligonError('POLIGON_SOURCE', {
    what: first
      ? say`The rows of the folder can be read in several ways.`
      : say`The rows of the folder are not in a format that is known.`,
    remedy: say`Write under \`source: {tab: …}\` of the policy how they were made: fieldsTerminatedBy, fieldsEnclosedBy, fieldsOptionallyEnclosedBy, fieldsEscapedBy, linesTerminatedBy.`,
    place: { file: folder },
  })
}

/** The first of `columnLists` that fits, with the values; nothing when none does. */
function readHead(
  head: Buffer | undefined,
  columnLists: readonly (readonly string[])[],
  format: TabFormat,
): readonly { readonly columns: readonly string[]; readonly text: string }[] {
  for (const columns of columnLists) {
    const text = head && valuesIn(head, columns.length, format)
    if (text !== undefined) return [{ columns, text }]
  }
  return []
}

const headSize = 64 * 1024

/** As one text; undefined when it is not in this format. */
function valuesIn(head: Buffer, columns: number, format: TabFormat): string | undefined {
  const reader = createTabRowReader(format)
  const out = new ByteWriter(headSize)
  try {
    for (let at = 0; at < head.length;) {
      at = reader.read(head, at, columns, out)
      // A row that is longer than the head tells nothing; one that a whole file ends in is none.
      if (at < 0) return head.length < headSize ? undefined : plain(out)
    }
  } catch (failure) {
    if (failure instanceof Refusal) return undefined
    throw failure
  }
  return plain(out)
}

/** Quotes of numbers tell nothing. */
const plain = (out: ByteWriter) =>
  out
    .view()
    .toString('latin1')
    .replaceAll(/'(-?[\d.]+)'/g, '$1')
