import type { Program } from '../../programs/program.ts'
import type { FreeTextProgram } from '../../programs/text-programs.ts'
import type { ByteWriter } from '../byte-writer.ts'
import type { PersonIndex } from '../person-index.ts'
import { outcome, type Row, type Step } from '../step.ts'
import type { NamesOfRow } from './find-names.ts'
import { inCase, type WordCase } from './spelled.ts'
import { wordsOfName } from './words-of-name.ts'

/** Names of the persons that a row names or belongs to, and their masks. */
export interface RowNames {
  /** Of this row; valid until the next one. */
  read(row: Row): NamesOfRow
  /** Appends the mask of a name that stands in a text, false where the policy lets it stay. */
  append(name: NameInText, row: Row, out: ByteWriter): boolean
}

/** A part of the name in a column of the row, or of whom that column points to. */
export interface NameInText {
  readonly column: number
  readonly kind: 'first' | 'last'
  /** In the first case, in lower case. */
  readonly word: string
  readonly letters: WordCase
}

/** What names are read by. */
export interface NameScope {
  readonly compile: (program: Program) => Step
  readonly position: (column: string) => number | undefined
  readonly persons: PersonIndex | undefined
}

interface Source {
  /** The place of its column among the fields. */
  readonly at: number
  readonly parts: { readonly first?: Step; readonly last?: Step }
  /** The number of the person in the index, where the column points to one. */
  readonly source?: number
}

type Found = { readonly part: 'first' | 'last'; readonly column: number }

const nobody: NamesOfRow = new Map()

export function compileRowNames(
  { ofRow, ofPerson }: Pick<FreeTextProgram, 'ofRow' | 'ofPerson'>,
  { compile, position, persons }: NameScope,
): RowNames {
  const all = [
    ...ofRow.map(({ column, ...parts }) => ({ column, parts, source: undefined })),
    ...(ofPerson && persons
      ? [{ column: ofPerson.via, parts: ofPerson, source: ofPerson.source }]
      : []),
  ]
  const sources = all.flatMap(({ column, parts: { first, last }, source }): Source[] => {
    const at = position(column)
    if (at === undefined) return []
    const parts = { ...(first && { first: compile(first) }), ...(last && { last: compile(last) }) }
    return [{ at, parts, ...(source === undefined ? {} : { source }) }]
  })
  const indexed = sources.findIndex(({ source }) => source !== undefined)
  let serial = -1
  let names = nobody

  function collect(row: Row): NamesOfRow {
    const found = new Map<string, Found>()
    sources.forEach(({ at, parts, source }, column) => {
      const value = row.fields[at]
      if (!value || value.length === 0 || source !== undefined) return
      const holds = { first: parts.first !== undefined, last: parts.last !== undefined }
      for (const { word, part } of wordsOfName(value, holds))
        if (!found.has(word)) found.set(word, { part, column })
    })
    const { at, source } = sources[indexed] ?? {}
    const id = at === undefined ? undefined : row.fields[at]
    if (!persons || source === undefined || !id || id.length === 0) return found
    return {
      size: found.size + 1,
      get(word, letters) {
        const known = found.get(word)
        // Each look costs a hash: a word in lower case is only known from the row itself.
        if (known || letters === 'lower') return known
        const part = persons.partOfName(source, id, word)
        return part && { part, column: indexed }
      },
    }
  }

  return {
    read(row) {
      if (sources.length === 0) return nobody
      if (row.serial !== serial) {
        serial = row.serial
        names = collect(row)
      }
      return names
    },
    append({ column, kind, word, letters }, row, out) {
      const { at, parts, source } = sources[column] as Source
      const value = row.fields[at]
      const step = parts[kind]
      if (!value || !step) return false
      const text = source === undefined ? Buffer.from(value).toString().toLowerCase() : word
      return step(Buffer.from(inCase(text, letters)), row, out) === outcome.written
    },
  }
}
