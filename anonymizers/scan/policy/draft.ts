import type { TableName } from '../../../core/contracts/dump.ts'
import type { TableShape } from '../../column.ts'
import type { WrittenTreatment } from '../../policy/treatment-schema.ts'
import type { JudgedColumn } from '../judge-table.ts'
import type { ProposedRelation } from '../relations/proposed-relation.ts'
import type { ScanResult } from '../scan-dump.ts'
import type { SampledTable } from '../table-samples.ts'
import { candidatesFor, type Candidates } from './candidates.ts'
import { reasonFor } from './reasons.ts'

/** What a policy in the making says about one column; the next candidate is taken when one does not fit. */
export class Choice {
  readonly #candidates: Candidates
  #at = 0
  /** Shown behind the line; undefined for what is kept. */
  readonly remark: string | undefined

  constructor(candidates: Candidates, remark?: string) {
    this.#candidates = candidates
    this.remark = remark
  }

  get treatment(): WrittenTreatment {
    return this.#candidates[this.#at] ?? this.#candidates[0]
  }

  /** False when there is none. */
  next(): boolean {
    if (this.#at + 1 >= this.#candidates.length) return false
    this.#at++
    return true
  }
}

export interface DraftTable {
  readonly shape: TableShape
  /** A column of the row that names the person. */
  person: string | undefined
  readonly columns: Map<string, Choice>
}

export type Draft = Map<TableName, DraftTable>

/** A policy for all of these tables: what was judged is masked, what refers to it alike, the rest kept with a reason. */
export function draftOf(
  tables: readonly TableShape[],
  sampled: ReadonlyMap<TableName, SampledTable>,
  judged: ReadonlyMap<TableName, readonly JudgedColumn[]>,
  { relations, special }: Pick<ScanResult, 'relations' | 'special'>,
): Draft {
  const draft: Draft = new Map(
    tables.map((shape) => {
      const found = judged.get(shape.name) ?? []
      const columns = new Map(
        shape.columns
          .filter(({ generated }) => !generated)
          .map((column): [string, Choice] => {
            const one = found.find((candidate) => candidate.column === column.name)
            const note = special.find(
              ({ table, column: noted }) => table === shape.name && noted === column.name,
            )
            const remark = note && `special category: ${note.category} (${note.evidence})`
            if (one) {
              const remarks = [remarkOn(one), ...(remark === undefined ? [] : [remark])]
              return [column.name, new Choice(candidatesFor(one, column), remarks.join('; '))]
            }
            const seen = sampled.get(shape.name)?.columns.find((other) => other.shape === column)
            const keep = { keep: reasonFor(shape, column, seen) }
            const out = { drop: 'could not stay as it was' }
            if (note === undefined) return [column.name, new Choice([keep, out])]
            const kept = {
              keep: 'special category that cannot be taken out',
              risk: 'indirect',
            } as const
            const candidates: Candidates = [{ drop: `${note.category}: to be reviewed` }, kept]
            return [column.name, new Choice(candidates, `review: ${remark}`)]
          }),
      )
      return [shape.name, { shape, person: personIn(found), columns }]
    }),
  )
  spread(draft, relations)
  return draft
}

const remarkOn = ({ confidence, evidence }: JudgedColumn): string =>
  `${confidence < 0.7 ? 'review: ' : ''}${evidence.join('; ')}`

/** The e-mail of a row that holds a name too. */
function personIn(found: readonly JudgedColumn[]): string | undefined {
  const named = found.some(({ kind }) => /_name$|^street$/.test(kind))
  const emails = found.filter(({ kind, empty }) => kind === 'email' && !empty)
  return named && emails.length === 1 ? emails[0]?.column : undefined
}

/** What refers to a masked column gets its treatment. */
function spread(draft: Draft, relations: readonly ProposedRelation[]): void {
  const declared = [...draft.values()].flatMap(({ shape }) =>
    shape.foreignKeys.flatMap(({ columns, references, referenced }) =>
      columns.map((column, i) => ({
        from: { table: shape.name, column },
        to: { table: references, column: referenced[i] ?? '' },
      })),
    ),
  )
  const all = [...declared, ...relations.filter(({ when }) => when === undefined)]
  for (let changed = true; changed;) {
    changed = false
    for (const { from, to } of all) {
      const columns = draft.get(from.table)?.columns
      const theirs = draft.get(to.table)?.columns.get(to.column)
      if (!columns || theirs?.remark === undefined || columns.get(from.column) === theirs) continue
      if (columns.get(from.column)?.remark !== undefined) continue
      columns.set(from.column, theirs)
      changed = true
    }
  }
}
