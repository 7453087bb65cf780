import { createLog } from 'poligon'
import { startEnvironment, type RunningDatabase } from 'poligon/environments'

/**
 * What a reset takes after a number of changed rows, with one slot and with four that reset at the same time,
 * and which rung of the ladder did it. 60 tables with three indexes each, of which four hold 90 % of the data.
 * `node --conditions=poligon-source bench/reset.bench.ts [MEGABYTES…]`
 */
type Family = RunningDatabase['family']

const rounds = 40
const tables = 60
const slots = ['1', '2', '3', '4'] as const
const sizes = process.argv.slice(2).map(Number)

console.log('| engine | MB | changes | slots | p50, ms | p95, ms | rungs |')
console.log('|---|---|---|---|---|---|---|')
for (const family of ['postgres', 'mariadb'] as const)
  for (const megabytes of sizes.length > 0 ? sizes : [10, 1000]) await measure(family, megabytes)

async function measure(family: Family, megabytes: number): Promise<void> {
  await using environment = await startEnvironment(
    {
      environment: 1,
      name: 'bench',
      systems: { shop: { kind: 'database', engine: family, version: '', aliases: [] } },
    },
    { provider: 'embedded', log: createLog({ quiet: true }) },
  )
  const database = environment.databases.get('shop')
  if (!database) throw new Error('nothing was started')
  await database.load(dump(family, megabytes))
  for (const slot of slots) await database.copy(slot)
  for (const changes of [10, 200])
    for (const many of [1, slots.length]) {
      const found: { readonly rung: string; readonly milliseconds: number }[] = []
      for (let round = 0; round < rounds; round++)
        found.push(...(await resetAll(database, slots.slice(0, many), changes, round)))
      const times = found.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)
      const at = (share: number) => times[Math.floor(times.length * share)]?.toFixed(1)
      const rungs = [...new Set(found.map(({ rung }) => rung))].join(', ')
      console.log(
        `| ${family} | ${megabytes} | ${changes} | ${many} | ${at(0.5)} | ${at(0.95)} | ${rungs} |`,
      )
    }
}

async function resetAll(
  database: RunningDatabase,
  chosen: readonly string[],
  changes: number,
  round: number,
) {
  await Promise.all(chosen.map((slot) => change(database, slot, changes, round)))
  return Promise.all(chosen.map((slot) => database.reset(slot)))
}

/** Of three changes one adds, one changes and one removes a row, over twelve tables. */
async function change(database: RunningDatabase, slot: string, changes: number, round: number) {
  for (let i = 0; i < changes; i++) {
    const table = `t${i % 12}`
    const id = 1 + ((round * changes + i) % 100)
    await database.query(
      slot,
      [
        `INSERT INTO ${table} (a, b, c, filling) VALUES (${id}, ${i}, 'new', 'x')`,
        `UPDATE ${table} SET c = 'changed' WHERE id = ${id}`,
        `DELETE FROM ${table} WHERE id = ${id}`,
      ][i % 3] ?? '',
    )
  }
}

async function* dump(family: Family, megabytes: number) {
  const statement = (sql: string) => ({ kind: 'statement' as const, bytes: Buffer.from(sql) })
  const rowBytes = 250
  const total = (megabytes * 1_000_000) / rowBytes
  for (let i = 0; i < tables; i++) {
    const rows = Math.max(100, Math.floor(i < 4 ? (total * 0.9) / 4 : (total * 0.1) / 56))
    const id = family === 'postgres' ? 'serial PRIMARY KEY' : 'int AUTO_INCREMENT PRIMARY KEY'
    const filling = `concat(md5(n), md5(n + 1), md5(n + 2), md5(n + 3))`
    const [text, source] =
      family === 'postgres'
        ? [
            filling.replaceAll(/md5\(([^)]*)\)/g, 'md5(($1)::text)'),
            `generate_series(1, ${rows}) n`,
          ]
        : [filling, `(SELECT seq AS n FROM seq_1_to_${rows}) s`]
    yield statement(
      `CREATE TABLE t${i} (id ${id}, a int, b int, c varchar(40), filling text);\n` +
        `INSERT INTO t${i} (a, b, c, filling) SELECT n, n % 1000, concat('c', n), ${text} FROM ${source};\n` +
        ['a', 'b', 'c']
          .map((column) => `CREATE INDEX t${i}_${column} ON t${i} (${column});\n`)
          .join(''),
    )
  }
}
