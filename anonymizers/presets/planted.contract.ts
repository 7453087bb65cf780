import { isPattern } from '../policy/glob.ts'
import type { Layer } from '../policy/extended.ts'
import type { ColumnRule } from '../policy/rules.ts'
import type { Case, Condition, Lookup, Treatment } from '../policy/treatment.ts'
import type { PathStep } from '../programs/nested-programs.ts'

/** What stands in the columns of a mask, by its transformer; the same person and company everywhere. */
const planted: Readonly<Record<string, string>> = {
  email: 'anna.nowak@planted.pl',
  firstName: 'Hermenegilda',
  lastName: 'Brzęczyszczykiewicz',
  fullName: 'Hermenegilda Brzęczyszczykiewicz',
  username: 'hbrzecz77',
  company: 'Hurtownia Brzęczyszczykiewicz',
  jobTitle: 'Kierowniczka Brzęczyszczykiewicz',
  phone: '+48 601 234 567',
  street: 'Chrząszczyżewoszycka 7',
  houseNumber: '7B/19',
  postcode: '37-099',
  city: 'Łękołody',
  region: 'łękołodzkie',
  nip: '5260250274',
  vat: 'PL5260250274',
  pesel: '82020212345',
  iban: 'PL61109010140000071219812874',
  bic: 'BREXPLPWXXX',
  card: '4539148803436467',
  ip: '83.12.34.56',
  url: 'https://hbrzecz77.planted.pl/o-mnie',
  userAgent: 'Mozilla/5.0 (planted; hbrzecz77)',
  birthDate: '1982-02-03',
  freeText: 'Hermenegilda Brzęczyszczykiewicz prosi o telefon',
  passwordHash: '$2y$12$plantedplantedplantedplantedplantedplantedplantedplan',
  uuid: '5f0c954e-8d4b-4c57-9d0a-7e2f3b6c1a58',
}
const ofOthers = 'planted-secret-83123456'

/** Values of dates and places would be taken for what is kept elsewhere. */
const isTelling = (value: string): boolean => !/^[\d.-]{1,10}$/.test(value)

/** Everything that may stand in no masked copy. */
export const needles = [...Object.values(planted), ofOthers].filter(isTelling)

/** Of columns whose masks take no text. */
const types: Readonly<Record<string, readonly [type: string, value: string]>> = {
  birthDate: ['date', '1982-02-03'],
  dateShift: ['date', '2026-01-02'],
  dateGeneralise: ['date', '2026-01-02'],
  latitude: ['decimal(9,6)', '50.061430'],
  longitude: ['decimal(9,6)', '19.936580'],
  numberNoise: ['decimal(9,2)', '1234.50'],
  numberRound: ['decimal(9,2)', '1234.50'],
}

type Row = ReadonlyMap<string, string>

/**
 * A dump with all tables and columns that a preset names: in every column that it masks or drops stands
 * something that must vanish, once for each side of a condition and each case of a choice. Tables and
 * columns that the preset has by pattern only are left out.
 */
export function plantedDump(layer: Layer, family: 'mysql' | 'postgres'): string {
  const tables = tablesOf(layer)
  const attributes = attributesOf(tables)
  const namesIn = (lookup: Lookup) => attributeOf(attributes, lookup)?.names ?? []
  const statements = [...tables].map(([table, columns]) =>
    statementsOf(table, rowsOf(columns, attributes.get(table), namesIn), columns, family),
  )
  const start =
    family === 'mysql' ? '-- MariaDB dump 10.19\n' : '--\n-- PostgreSQL database dump\n--\n'
  return start + statements.join('')
}

/** A column that the preset has by pattern only, where others of its rules refer to it. */
interface Referred {
  readonly verb: 'referred'
  readonly values: readonly string[]
}

type Planted = Treatment | Referred

type Columns = ReadonlyMap<string, Planted>

/** What is alike for tables that a preset treats alike, which are one and the same case. */
const sameRules = (columns: Columns): string =>
  [...columns]
    .map(([name, one]) => `${name} ${one.verb === 'mask' ? one.transformer : one.verb}`)
    .join()

/** The columns of the tables that the preset names, and those that its rules refer to. */
function tablesOf({ rules, prefix, texts }: Layer): ReadonlyMap<string, Columns> {
  const tables = new Map<string, Map<string, Planted>>()
  const columnsOf = (table: string) => {
    const known = tables.get(table) ?? new Map<string, Planted>()
    tables.set(table, known)
    return known
  }
  const referredTo = new Set<string>()
  const refer = (table: string, column: string, values: readonly string[] = []) => {
    referredTo.add(table)
    if (!columnsOf(table).has(column)) columnsOf(table).set(column, { verb: 'referred', values })
  }
  // What a list for several tables keeps and a table does not have is a column of others.
  const isOthers = ({ table, column, shared, treatment }: ColumnRule) =>
    shared && treatment.verb === 'keep' && texts?.get(table)?.has(column) === false
  const named = rules.columns.filter(
    (rule) => !isPattern(rule.table) && !isPattern(rule.column) && !isOthers(rule),
  )
  for (const { table, column, treatment } of named) columnsOf(table).set(column, treatment)
  for (const { table, person } of rules.tables) {
    if (isPattern(table) || typeof person !== 'object') continue
    refer(table, person.via)
    refer(person.table, person.key ?? 'id')
  }
  for (const { table, treatment } of named) {
    if (treatment.verb === 'when')
      refer(table, treatment.condition.column, treatment.condition.equals)
    if (treatment.verb !== 'chosen') continue
    refer(table, treatment.column)
    if (treatment.lookup) refer(treatment.lookup.table, treatment.lookup.key)
    if (treatment.lookup && !columnsOf(treatment.lookup.table).has(treatment.lookup.name))
      columnsOf(treatment.lookup.table).set(treatment.lookup.name, { verb: 'keep', reason: 'name' })
  }
  const usual = prefix?.usual ?? ''
  const isFilled = ([table]: readonly [string, Columns]) =>
    !rules.tables.some((rule) => rule.table === table && rule.rows?.verb === 'empty')
  const filled = [...tables].filter(isFilled)
  const cases = new Map(
    filled.map((one) => [referredTo.has(one[0]) ? one[0] : sameRules(one[1]), one] as const),
  )
  return new Map([...cases.values()].map(([table, all]) => [usual + table, all]))
}

interface Attributes {
  readonly key: string
  readonly name: string
  readonly names: string[]
}

/** Tables of attributes with the names that the choices of other tables tell apart; their keys count from 1. */
function attributesOf(tables: ReadonlyMap<string, Columns>): ReadonlyMap<string, Attributes> {
  const all = new Map<string, Attributes>()
  for (const treatment of [...tables.values()].flatMap((columns) => [...columns.values()])) {
    if (treatment.verb !== 'chosen' || !treatment.lookup) continue
    const { table, key, name } = treatment.lookup
    const at = [...tables.keys()].find((one) => one.endsWith(table)) ?? table
    const { names } = all.get(at) ?? { names: [] }
    const more = namesOf(treatment.cases)
    all.set(at, { key, name, names: [...new Set([...names, ...more])] })
  }
  return all
}

const attributeOf = (all: ReadonlyMap<string, Attributes>, { table }: Lookup) =>
  [...all].find(([name]) => name.endsWith(table))?.[1]

/** A name of each case: those of one case are treated alike. */
const namesOf = (cases: readonly Case[]): string[] =>
  cases.flatMap(({ names }) => names.filter((one) => !isPattern(one)).slice(0, 1))

function statementsOf(
  table: string,
  rows: readonly Row[],
  columns: Columns,
  family: 'mysql' | 'postgres',
): string {
  const quote = (name: string) => (family === 'mysql' ? `\`${name}\`` : `"${name}"`)
  const at = family === 'mysql' ? quote(table) : `public.${quote(table)}`
  const types = [...columns].map(([name, treatment]) => `${quote(name)} ${typeOf(treatment)}`)
  const literal = (value: string) =>
    family === 'mysql'
      ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
      : `'${value.replaceAll("'", "''")}'`
  const tuples = rows.map(
    (row) => `(${[...columns.keys()].map((name) => literal(row.get(name) ?? '')).join(',')})`,
  )
  return `CREATE TABLE ${at} (${types.join(', ')});\nINSERT INTO ${at} VALUES ${tuples.join(',')};\n`
}

function typeOf(treatment: Planted): string {
  if (treatment.verb === 'mask') return types[treatment.transformer]?.[0] ?? 'text'
  if (treatment.verb !== 'referred') return 'text'
  if (treatment.values.every((value) => /^\d*$/.test(value))) return 'integer'
  return treatment.values.every((value) => /^[tf]$/.test(value)) ? 'boolean' : 'text'
}

/** One row for each side of a condition and each case of a choice. */
function rowsOf(
  columns: Columns,
  attribute: Attributes | undefined,
  namesIn: (lookup: Lookup) => readonly string[],
): Row[] {
  if (attribute)
    return attribute.names.map(
      (name, i) =>
        new Map([
          ...[...columns].map(([column, treatment]) => [column, plain(treatment)] as const),
          [attribute.key, String(i + 1)],
          [attribute.name, name],
        ]),
    )
  const choices = new Map<string, string[]>()
  const offer = (column: string, values: readonly string[]) =>
    choices.set(column, [...new Set([...(choices.get(column) ?? []), ...values])])
  for (const treatment of columns.values()) {
    if (treatment.verb === 'chosen')
      offer(
        treatment.column,
        treatment.lookup
          ? [...namesIn(treatment.lookup).map((_, i) => String(i + 1)), noAttribute]
          : [...namesOf(treatment.cases), somethingElse],
      )
    if (treatment.verb === 'when')
      offer(treatment.condition.column, [...treatment.condition.equals, somethingElse])
  }
  const count = Math.max(1, ...[...choices.values()].map((values) => values.length))
  return Array.from({ length: count }, (_, i) => {
    const chosen = new Map([...choices].map(([column, all]) => [column, all[i % all.length] ?? '']))
    return new Map(
      [...columns].map(([column, treatment]) => {
        const value = chosen.get(column)
        if (value !== undefined && value !== somethingElse) return [column, value]
        return [column, valueOf(treatment, chosen, namesIn)]
      }),
    )
  })
}

/** What a choosing column holds where no case is meant. */
const somethingElse = 'something else'
const noAttribute = '99999'

function valueOf(
  treatment: Planted,
  chosen: ReadonlyMap<string, string>,
  namesIn: (lookup: Lookup) => readonly string[],
): string {
  switch (treatment.verb) {
    case 'when': {
      const { condition, matching, otherwise } = treatment
      const value = chosen.get(condition.column) ?? ''
      return valueOf(meets(condition, value) ? matching : otherwise, chosen, namesIn)
    }
    case 'chosen': {
      const value = chosen.get(treatment.column) ?? ''
      const name = treatment.lookup ? namesIn(treatment.lookup)[Number(value) - 1] : value
      const found = treatment.cases.find((one) => name !== undefined && one.names.includes(name))
      if (found) return valueOf(found.treatment, chosen, namesIn)
      return treatment.other === 'stop' ? '' : valueOf(treatment.other, chosen, namesIn)
    }
    case 'mask':
    case 'keep':
    case 'drop':
    case 'walk':
    case 'referred':
      return plain(treatment)
  }
}

const meets = ({ equals, negate }: Condition, value: string): boolean =>
  equals.includes(value) !== negate

function plain(treatment: Planted): string {
  switch (treatment.verb) {
    case 'mask':
      return types[treatment.transformer]?.[1] ?? planted[treatment.transformer] ?? ofOthers
    case 'drop':
      return ofOthers
    case 'keep':
      return '1'
    case 'referred':
      return treatment.values.includes('t') || treatment.values.includes('f') ? 'f' : '1'
    case 'walk':
      return treatment.format === 'json' ? jsonOf(treatment.paths) : ''
    case 'when':
    case 'chosen':
      return ''
  }
}

function jsonOf(paths: readonly { path: readonly PathStep[]; treatment: Treatment }[]): string {
  const document: Record<string, unknown> = {}
  for (const { path, treatment } of paths) {
    if (!path.every((step) => typeof step === 'object')) continue
    const members = path.map((step) => (typeof step === 'object' ? step.member : ''))
    const last = members.pop()
    if (last === undefined) continue
    const parent = members.reduce<Record<string, unknown>>((at, member) => {
      const inner = (at[member] ?? {}) as Record<string, unknown>
      at[member] = inner
      return inner
    }, document)
    parent[last] = plain(treatment)
  }
  return JSON.stringify(document)
}
