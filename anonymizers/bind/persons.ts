import { name, say } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import type { PersonSource } from '../plan.ts'
import type { Person } from '../policy/treatment.ts'
import { withInner } from '../inner-programs.ts'
import { canonicalFormOf, type Program } from '../programs/program.ts'
import type { RowPerson, Subject } from '../programs/subject.ts'
import { refusal } from './refusal.ts'
import type { Decided, RuleBook } from './rule-book.ts'
import { checkColumn } from './unmatched.ts'

/** What is needed to find whose a row is. */
export interface PersonFinder {
  readonly book: RuleBook
  readonly tables: readonly TableShape[]
  /** The program of a column, before persons; `keep` when nothing is said about it. */
  programOf(table: TableShape, column: string): Program
}

/** Collects the persons that other tables take over: each once, numbered in order of appearance. */
export class PersonSources {
  readonly all: PersonSource[] = []

  number(source: PersonSource): number {
    const same = (one: PersonSource) =>
      one.table === source.table && one.key === source.key && one.by === source.by
    const at = this.all.findIndex(same)
    return at >= 0 ? at : this.all.push(source) - 1
  }
}

/** Whether this installation has what a preset names: versions of a product differ. */
function isHere(table: TableShape, person: Person, { tables, book }: PersonFinder): boolean {
  const has = (shape: TableShape | undefined, column: string) =>
    shape?.columns.some((one) => one.name === column && !one.generated) ?? false
  if (typeof person === 'string') return has(table, person)
  const source = tables.find((one) => book.matchesTable(person.table, one.name))
  return has(table, person.via) && has(source, person.by)
}

/** @throws POLIGON_POLICY_UNMATCHED when the person of a policy itself names something that does not exist. */
export function personOf(
  table: TableShape,
  decided: Decided<Person>,
  finder: PersonFinder,
  sources: PersonSources,
): RowPerson | undefined {
  const { value: person, layer, path } = decided
  if (layer.depth > 0 && !isHere(table, person, finder)) return undefined
  if (typeof person === 'string') {
    checkColumn(table, person, layer, path)
    return { column: person, canonical: canonicalFormOf(finder.programOf(table, person)) }
  }
  checkColumn(table, person.via, layer, [...path, 'via'])
  const source = finder.tables.find((one) => finder.book.matchesTable(person.table, one.name))
  if (!source)
    throw refusal(
      { layer, path: [...path, 'table'] },
      table.name,
      undefined,
      {
        what: say`The source has no table ${name(person.table)}.`,
        remedy: say`Write the table as the dump names it.`,
      },
      'POLIGON_POLICY_UNMATCHED',
    )
  checkColumn(source, person.by, layer, [...path, 'by'])
  const key = person.key ?? keyOf(table, person.via, source)
  if (key === undefined)
    throw refusal(decided, table.name, person.via, {
      what: say`Nothing says which column of ${name(source.name)} is meant by ${name(person.via)}.`,
      remedy: say`Add \`key:\` with that column.`,
    })
  checkColumn(source, key, layer, [...path, person.key === undefined ? 'via' : 'key'])
  const canonical = canonicalFormOf(finder.programOf(source, person.by))
  return {
    via: person.via,
    source: sources.number({ table: source.name, key, by: person.by, canonical }),
  }
}

/** The column that a foreign key names, else the only column that alone is unique. */
function keyOf(table: TableShape, via: string, source: TableShape): string | undefined {
  for (const key of table.foreignKeys)
    if (key.references === source.name && key.columns.includes(via))
      return key.referenced[key.columns.indexOf(via)]
  const single = source.uniqueKeys.filter((key) => key.length === 1).flat()
  return single.length === 1 ? single[0] : single.find((column) => column === 'id')
}

/**
 * The same program for values that belong to `person`. What follows the value alone is left as it is, and
 * so is what belongs to an element of a list.
 */
export function withPerson(program: Program, person: NonNullable<Subject['person']>): Program {
  const outer = withInner(program, (inner) => withPerson(inner, person))
  if (!('subject' in outer)) return outer
  const { subject } = outer
  return subject.follows === 'value' || subject.person
    ? outer
    : { ...outer, subject: { ...subject, person } }
}
