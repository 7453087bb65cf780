import type { Program } from '../../programs/program.ts'
import type { NameColumn } from '../../programs/text-programs.ts'
import type { ByteWriter } from '../byte-writer.ts'
import { outcome, type Row, type Step } from '../step.ts'
import { wordsOf, type NamesOfRow } from './find-names.ts'
import { titles } from './ordinary-words.ts'
import { recognise } from './recognise.ts'
import { inCase, type WordCase } from './spelled.ts'

/** Names of the persons that a row itself names, and their masks. */
export interface RowNames {
  /** Of this row; valid until the next one. */
  read(row: Row): NamesOfRow
  /** Appends the mask of a part of the name in `column`, false where that column's value stays. */
  append(
    column: number,
    part: 'first' | 'last',
    letters: WordCase,
    row: Row,
    out: ByteWriter,
  ): boolean
}

const nobody: NamesOfRow = new Map()

/** The fewest letters of a name that is looked for in texts. */
const shortest = 3

export function compileRowNames(
  columns: readonly NameColumn[],
  compile: (program: Program) => Step,
  position: (column: string) => number | undefined,
): RowNames {
  const known = columns.flatMap(({ column, first, last }) => {
    const at = position(column)
    if (at === undefined) return []
    const parts = { ...(first && { first: compile(first) }), ...(last && { last: compile(last) }) }
    return [{ at, parts }]
  })
  let serial = -1
  let names = nobody

  function collect(row: Row): NamesOfRow {
    const found = new Map<string, { part: 'first' | 'last'; column: number }>()
    known.forEach(({ at, parts }, column) => {
      const value = row.fields[at]
      if (!value || value.length === 0) return
      const words = wordsOf(textOf(value)).filter(
        ({ lower }) => lower.length >= shortest && !titles.has(lower),
      )
      const isLastFirst =
        words.length > 1 &&
        recognise(words[0]?.lower ?? '').first === undefined &&
        recognise(words.at(-1)?.lower ?? '').first !== undefined
      words.forEach(({ lower }, i) => {
        const isSurname = words.length > 1 && (isLastFirst ? i === 0 : i === words.length - 1)
        const part = !parts.last ? 'first' : !parts.first || isSurname ? 'last' : 'first'
        if (!found.has(lower)) found.set(lower, { part, column })
      })
    })
    return found
  }

  return {
    read(row) {
      if (known.length === 0) return nobody
      if (row.serial !== serial) {
        serial = row.serial
        names = collect(row)
      }
      return names
    },
    append(column, part, letters, row, out) {
      const { at, parts } = known[column] as (typeof known)[number]
      const value = row.fields[at]
      const step = parts[part]
      if (!value || !step) return false
      const written = inCase(textOf(value).toLowerCase(), letters)
      return step(Buffer.from(written), row, out) === outcome.written
    },
  }
}

const textOf = (value: Uint8Array) =>
  Buffer.from(value.buffer, value.byteOffset, value.length).toString()
