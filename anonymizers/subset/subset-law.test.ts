import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskText } from '../mask-text.contract.ts'

/** A reference of a random schema: `from` rows hold in a column of their own the key of a `to` row. */
interface Arrow {
  readonly from: number
  readonly to: number
  readonly composite: boolean
  readonly declared: boolean
  readonly children: 'follow' | 'leave' | undefined
}

/** Tables by number; a row is its id and, for each arrow that starts at the table, the id it refers to. */
interface World {
  readonly arrows: readonly Arrow[]
  readonly rows: readonly (readonly (readonly (number | null)[])[])[]
  readonly roots: readonly number[]
  readonly others: 'keep' | 'empty'
}

const worlds: fc.Arbitrary<World> = fc.integer({ min: 2, max: 5 }).chain((count) => {
  const table = fc.integer({ min: 0, max: count - 1 })
  const arrow = fc.record({
    from: table,
    to: table,
    composite: fc.boolean(),
    declared: fc.boolean(),
    children: fc.constantFrom(undefined, undefined, undefined, 'follow', 'leave'),
  })
  return fc
    .record({
      arrows: fc.array(arrow, { maxLength: 7 }),
      sizes: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: count, maxLength: count }),
      roots: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 }),
      others: fc.constantFrom('keep', 'empty'),
      picks: fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 400, maxLength: 400 }),
    })
    .map(({ arrows, sizes, roots, others, picks }) => {
      let next = 0
      const pick = () => picks[next++ % picks.length] as number
      const rows = sizes.map((size, from) =>
        Array.from({ length: size }, (_, i) => [
          i + 1,
          ...arrows
            .filter((one) => one.from === from)
            .map(({ to }) => (pick() % 4 === 0 ? null : 1 + (pick() % (sizes[to] as number)))),
        ]),
      )
      return { arrows, rows, roots: roots.map((id) => 1 + (id % (sizes[0] as number))), others }
    })
})

const columnOf = (world: World, arrow: Arrow) =>
  1 + world.arrows.filter(({ from }) => from === arrow.from).indexOf(arrow)

/** What the guide says a subset is, as plainly as it can be written. */
function expected(world: World): Set<string>[] {
  const { arrows, rows, roots, others } = world
  const all = rows.map((table) => table.map(([id]) => id as number))
  const chosen = new Set([0])
  const dependent = new Set([0])
  for (let grown = true; grown;) {
    const before = chosen.size + dependent.size
    for (const { from, to, children } of arrows) {
      const above = children === 'follow' ? chosen : dependent
      if (children !== 'leave' && above.has(to)) {
        dependent.add(from)
        chosen.add(from)
      }
      if (chosen.has(from)) chosen.add(to)
    }
    grown = chosen.size + dependent.size > before
  }
  const followed = rows.map(() => new Set<number>())
  const kept = rows.map(() => new Set<number>())
  for (const id of roots) {
    followed[0]?.add(id)
    kept[0]?.add(id)
  }
  const links = arrows.map((arrow) => ({
    ...arrow,
    pairs: (rows[arrow.from] ?? []).flatMap((row) => {
      const target = row[columnOf(world, arrow)]
      return typeof target === 'number' ? [[row[0] as number, target] as const] : []
    }),
  }))
  const size = () => [...kept, ...followed].reduce((sum, one) => sum + one.size, 0)
  for (let before = -1; before !== size();) {
    before = size()
    for (const { from, to, children, pairs } of links)
      for (const [child, parent] of pairs) {
        const above = children === 'follow' ? kept[to] : followed[to]
        if (children !== 'leave' && above?.has(parent)) {
          followed[from]?.add(child)
          kept[from]?.add(child)
        }
        if (chosen.has(from) && kept[from]?.has(child)) kept[to]?.add(parent)
      }
  }
  const rest = rows.map((_, table) => table).filter((table) => !chosen.has(table))
  for (const table of rest) if (others === 'keep') kept[table] = new Set(all[table])
  for (let before = -1; before !== size();) {
    before = size()
    for (const { from, to, children, pairs } of links)
      for (const [child, parent] of pairs) {
        if (chosen.has(from)) continue
        const isLeft = children === 'leave' && !isWhole(to, world, chosen)
        if (isLeft || !kept[to]?.has(parent)) kept[from]?.delete(child)
      }
  }
  return kept.map((ids) => new Set([...ids].map(String)))
}

/** Nothing that the table refers to is ever left out. */
function isWhole(table: number, { arrows, rows }: World, chosen: ReadonlySet<number>): boolean {
  const whole = new Set(rows.map((_, one) => one).filter((one) => !chosen.has(one)))
  for (let before = -1; before !== whole.size;) {
    before = whole.size
    for (const { from, to } of arrows) if (!whole.has(to)) whole.delete(from)
  }
  return whole.has(table)
}

/** Composite references also carry the second key column, which every row has. */
function columnsOf(world: World, table: number): string[] {
  return [
    'id',
    'twice',
    ...world.arrows.flatMap((arrow, i) => {
      if (arrow.from !== table) return []
      return arrow.composite ? [`r${i}`, `r${i}b`] : [`r${i}`]
    }),
  ]
}

function fieldsOf(world: World, table: number, row: readonly (number | null)[]): string[] {
  const written = (value: number | null) => (value === null ? 'NULL' : String(value))
  const id = row[0] as number
  return [
    String(id),
    String(id * 2),
    ...world.arrows.flatMap((arrow) => {
      if (arrow.from !== table) return []
      const target = row[columnOf(world, arrow)] ?? null
      const first = written(target)
      return arrow.composite ? [first, written(target === null ? null : target * 2)] : [first]
    }),
  ]
}

const sides = (arrow: Arrow, i: number) =>
  arrow.composite
    ? { from: [`r${i}`, `r${i}b`], to: ['id', 'twice'] }
    : { from: [`r${i}`], to: ['id'] }

function policyOf(world: World, engine: 'postgres' | 'mysql'): string {
  const relations = world.arrows.flatMap((arrow, i) => {
    if (arrow.declared && arrow.children === undefined) return []
    const { from, to } = sides(arrow, i)
    const list = (table: number, columns: readonly string[]) =>
      `[${columns.map((column) => `t${table}.${column}`).join(', ')}]`
    const children = arrow.children === undefined ? '' : `, children: ${arrow.children}`
    return `  - {from: ${list(arrow.from, from)}, to: ${list(arrow.to, to)}${children}}\n`
  })
  const tables = world.rows.map(
    (_, table) =>
      `  t${table}: {columns: {"${columnsOf(world, table).join(', ')}": {keep: a number}}}\n`,
  )
  const roots = `t0 where id in (${world.roots.join(', ')})`
  return `policy: 1
purpose: tests
source: {engine: ${engine}}
subset: {of: "${roots}", others: ${world.others}}
${relations.length === 0 ? '' : `relations:\n${relations.join('')}`}tables:
${tables.join('')}`
}

const forms = {
  'COPY of pg_dump': {
    engine: 'postgres',
    rows: (table: number, rows: readonly string[][]) =>
      `COPY public.t${table} FROM stdin;\n${rows.map((fields) => `${fields.join('\t').replaceAll('NULL', '\\N')}\n`).join('')}\\.\n`,
  },
  'INSERT of pg_dump, a row each': {
    engine: 'postgres',
    rows: (table: number, rows: readonly string[][]) =>
      rows
        .map((fields) => `INSERT INTO public.t${table} VALUES (${fields.join(', ')});\n`)
        .join(''),
  },
  'INSERT of mysqldump, many rows': {
    engine: 'mysql',
    rows: (table: number, rows: readonly string[][]) =>
      `INSERT INTO \`t${table}\` VALUES ${rows.map((fields) => `(${fields.join(',')})`).join(',\n')};\n`,
  },
} as const

function dumpOf(world: World, { engine, rows }: (typeof forms)[keyof typeof forms]): string {
  const name = (table: number) => (engine === 'mysql' ? `\`t${table}\`` : `public.t${table}`)
  const tables = world.rows.map((_, table) => {
    const columns = columnsOf(world, table).map((column) => `${column} int`)
    return `CREATE TABLE ${name(table)} (${columns.join(', ')}, PRIMARY KEY (id), UNIQUE (id, twice));\n`
  })
  const keys = world.arrows.flatMap((arrow, i) => {
    const { from, to } = sides(arrow, i)
    return arrow.declared
      ? [
          `ALTER TABLE ${name(arrow.from)} ADD CONSTRAINT f${i} FOREIGN KEY (${from.join(', ')}) REFERENCES ${name(arrow.to)} (${to.join(', ')});\n`,
        ]
      : []
  })
  const data = world.rows.map((all, table) =>
    rows(
      table,
      all.map((row) => fieldsOf(world, table, row)),
    ),
  )
  const head = engine === 'mysql' ? '-- MariaDB dump 10.19\n' : '-- PostgreSQL database dump\n'
  return head + tables.join('') + data.join('') + keys.join('')
}

/** The ids of each table in a dump. */
function idsIn(dump: string, tables: number): Set<string>[] {
  return Array.from({ length: tables }, (_, table) => {
    const copy = new RegExp(
      `COPY public\\.t${table} FROM stdin;\\n([^\\\\]*(?:\\\\N[^\\\\]*)*)\\\\\\.`,
    )
    const inserts = new RegExp(`INSERT INTO (?:public\\.|\`)t${table}\`? VALUES ([^;]*);`, 'g')
    const lines = copy.exec(dump)?.[1]?.split('\n') ?? []
    const tuples = [...dump.matchAll(inserts)].flatMap(([, rows = '']) => rows.split('('))
    const ids = [...lines, ...tuples].map((row) => /^\d+/.exec(row)?.[0] ?? '')
    return new Set(ids.filter((id) => id !== ''))
  })
}

describe('a subset', () => {
  it('is what the guide says, and leaves nothing that refers to a row that is not there', async () => {
    const form = fc.constantFrom(...Object.values(forms))
    await fc.assert(
      fc.asyncProperty(worlds, form, async (world, written) => {
        const { output } = await maskText(dumpOf(world, written), policyOf(world, written.engine))
        const ids = idsIn(output.toString(), world.rows.length)
        expect(ids).toEqual(expected(world))
        for (const arrow of world.arrows)
          for (const row of world.rows[arrow.from] ?? []) {
            const target = row[columnOf(world, arrow)]
            if (typeof target === 'number' && ids[arrow.from]?.has(String(row[0])))
              expect(ids[arrow.to]).toContain(String(target))
          }
      }),
      { numRuns: 40 },
    )
  })
})
