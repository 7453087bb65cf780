import { createHash } from 'node:crypto'
import type { DataTable } from '@cucumber/cucumber'
import { didYouMean } from '../core/closest.ts'
import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import type { Noun } from '../runs/index.ts'
import { bindSql, type Scope } from './bound-sql.ts'
import type { Criterion } from './criteria.ts'
import { storedValue } from './expectation.ts'
import { recordOf, selectRecords, type KnownRecord, type Query } from './records.ts'
import { spoken, type KnownNoun } from './vocabulary.ts'
import type { PoligonWorld } from './world.ts'

type Preparation = NonNullable<Noun['prepare']>

export interface Wanted {
  readonly noun: KnownNoun
  /** Adjective: `paid`. */
  readonly variant?: string
  /** What it belongs to: the customer of an order. */
  readonly owner?: KnownRecord
  readonly criteria?: readonly Criterion[]
  readonly table?: DataTable
}

/** Writes a record with all that belongs to it, and gives it back as the system now holds it. */
export async function prepareRecord(world: PoligonWorld, wanted: Wanted): Promise<KnownRecord> {
  const { noun } = wanted
  const preparation = preparationOf(noun)
  const own = ownValues(world, wanted, preparation)
  await runStatements(world, wanted, preparation, own)
  const found = bindSql(preparation.find, own, `${noun.key}, find`)
  const { sql, parameters } = selectRecords(noun, [], [found])
  const [row] = await world.calls.query(noun.system, sql, parameters)
  if (row) return recordOf(noun, row)
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`The pack of ${name(noun.system)} prepared a ${name(noun.key)} and did not find it again.`,
    remedy: say`Check \`prepare.find\` of the noun.`,
  })
}

/** Writes one record for every row of the table. */
export async function prepareRows(
  world: PoligonWorld,
  noun: KnownNoun,
  table: DataTable,
): Promise<void> {
  const preparation = preparationOf(noun)
  await runStatements(world, { noun, table }, preparation, ownValues(world, { noun }, preparation))
}

/**
 * A record of the snapshot that meets all conditions, that no other running scenario has, and that is
 * the same in every run.
 */
export async function pickRecord(
  world: PoligonWorld,
  noun: KnownNoun,
  criteria: readonly Criterion[],
  seed: string,
): Promise<KnownRecord> {
  const conditions = criteria.map((criterion): Query => {
    const { words, value, reference } = criterion
    const condition = noun.noun.conditions.find((known) =>
      known.words.some((word) => word.toLowerCase() === words.toLowerCase()),
    )
    if (!condition)
      throw new PoligonError('POLIGON_CONFIG', {
        what: say`A ${name(noun.key)} of ${name(noun.system)} cannot be asked for ${name(words)}.`,
        remedy: say`${didYouMean(
          words,
          noun.noun.conditions.flatMap((one) => one.words),
        )}It can be asked for: ${names(
          noun.noun.conditions.flatMap((one) => one.words),
          40,
        )}.`,
      })
    const scope = { value: reference ? world.fill(value) : value }
    return bindSql(`(${condition.where})`, scope, `${noun.key}, condition ${words}`)
  })
  const { sql, parameters } = selectRecords(noun, [], conditions)
  const rows = await world.calls.query(noun.system, `${sql} LIMIT ${candidates}`, parameters)
  const start = rows.length === 0 ? 0 : hash(seed) % rows.length
  const keys = [...rows.slice(start), ...rows.slice(0, start)].map((row) => row['k'] ?? '')
  const taken = await world.calls.take(noun.system, noun.key, keys)
  const row = rows.find((one) => one['k'] === taken)
  if (row) return recordOf(noun, row)
  throw new PoligonError('POLIGON_CHECK_FAILED', {
    what: say`The snapshot of ${name(noun.system)} has no free ${name(noun.key)} like that: ${rows.length === 0 ? say`none of them fits` : say`${rows.length} fit, and other scenarios have them all`}.`,
    remedy: say`Check what the step asks for, ask for less, or seed with more data.`,
  })
}

/** How many records of the snapshot are looked at; enough for every scenario that runs at once. */
const candidates = 1000

const hash = (text: string) => createHash('sha256').update(text).digest().readUInt32BE(0)

function preparationOf({ system, key, noun }: KnownNoun): Preparation {
  if (noun.prepare) return noun.prepare
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`The pack of ${name(system)} does not say how a ${name(key)} is prepared.`,
    remedy: say`Add \`prepare\` to the noun.`,
  })
}

/** Defaults, then what the adjective means, then what the step says; all as `self.…`. */
function ownValues(world: PoligonWorld, wanted: Wanted, preparation: Preparation): Scope {
  const { noun, owner, criteria = [] } = wanted
  const said = criteria.map(({ words, value, reference }): [string, string] => {
    const [key, column] = settableColumn(noun, words)
    return [key, storedValue(reference ? world.fill(value) : value, column)]
  })
  const self = {
    ...preparation.defaults,
    ...(wanted.variant === undefined ? {} : variantOf(noun, preparation, wanted.variant)),
    ...Object.fromEntries(said),
  }
  return {
    'new.number': String(world.nextNumber()),
    ...prefixed('self', self),
    ...(owner ? prefixed(owner.noun.key, owner.values) : {}),
    ...(owner ? { 'owner.key': owner.key } : {}),
  }
}

async function runStatements(
  world: PoligonWorld,
  { noun, table }: Wanted,
  preparation: Preparation,
  own: Scope,
): Promise<void> {
  const rows = table ? cellsOf(world, noun, preparation, table) : []
  const place = `${noun.key}, prepare`
  for (const statement of preparation.statements) {
    const runs: readonly [string, Scope][] =
      typeof statement === 'string'
        ? [[statement, own]]
        : rows.map((row) => [statement.each, { ...own, ...row }])
    for (const [sql, scope] of runs) {
      const query = bindSql(sql, scope, place)
      await world.calls.query(noun.system, query.sql, query.parameters)
    }
  }
  await world.calls.look(noun.system, 'scenario')
}

function variantOf(noun: KnownNoun, { variants }: Preparation, word: string) {
  const found = Object.values(variants).find(({ words }) =>
    words.some((known) => known.toLowerCase() === word.toLowerCase()),
  )
  if (found) return found.set
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`The pack of ${name(noun.system)} knows no ${name(word)} ${name(noun.key)}.`,
    remedy: say`${didYouMean(
      word,
      Object.values(variants).flatMap(({ words }) => words),
    )}It knows: ${names(spoken(Object.values(variants)), 40)}.`,
  })
}

function settableColumn({ system, key, noun }: KnownNoun, word: string) {
  const found = Object.entries(noun.columns).find(([, { words }]) =>
    words.some((known) => known.toLowerCase() === word.toLowerCase()),
  )
  if (found && Object.hasOwn(noun.prepare?.defaults ?? {}, found[0])) return found
  const settable = Object.entries(noun.columns)
    .filter(([column]) => Object.hasOwn(noun.prepare?.defaults ?? {}, column))
    .map(([, column]) => column)
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`A record of ${name(key)} in ${name(system)} cannot be prepared with ${name(word)}.`,
    remedy: say`${didYouMean(
      word,
      settable.flatMap(({ words }) => words),
    )}It can be given: ${names(spoken(settable), 40)}.`,
  })
}

/** The cells of each row as `row.…`, with the pack's defaults for columns that the table leaves out. */
function cellsOf(
  world: PoligonWorld,
  noun: KnownNoun,
  { row: cells }: Preparation,
  table: DataTable,
): readonly Scope[] {
  const [header = [], ...rows] = table.raw()
  const keys = header.map((word) => {
    const found = Object.entries(cells).find(([, { words }]) =>
      words.some((known) => known.toLowerCase() === word.trim().toLowerCase()),
    )
    if (found) return found
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`A table that prepares ${name(noun.key)} in ${name(noun.system)} has no column ${name(word)}.`,
      remedy: say`${didYouMean(
        word,
        Object.values(cells).flatMap(({ words }) => words),
      )}It can have: ${names(
        Object.values(cells).flatMap(({ words }) => words),
        40,
      )}.`,
    })
  })
  const defaults = Object.entries(cells).map(([key, cell]) => [
    key,
    cell.default === undefined ? null : cell.default,
  ])
  return rows.map((row, index) => {
    const said = row.map((text, i) => {
      const [key, cell] = keys[i] ?? ['', undefined]
      const value = world.fill(text).trim()
      return [key, value === '' ? null : storedValue(value, cell ?? { type: 'text' })]
    })
    return prefixed('row', {
      position: String(index + 1),
      ...Object.fromEntries(defaults),
      ...Object.fromEntries(said),
    })
  })
}

function prefixed(scope: string, values: Readonly<Record<string, string | null>>): Scope {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${scope}.${key}`, value]),
  )
}
