import type { DatabaseSpec } from '../environments/index.ts'
import type { Noun, Pack } from './pack.ts'

/** An expression over a group of rows that changes when one of them does (but for accidents of a hash). */
const checksums: Readonly<
  Record<DatabaseSpec['engine'], (expressions: readonly string[]) => string>
> = {
  postgres: (all) => `sum(hashtextextended(ROW(${all.join(', ')})::text, 0))`,
  mariadb: mysqlChecksum,
  mysql: mysqlChecksum,
}

function mysqlChecksum(all: readonly string[]): string {
  // concat_ws leaves NULLs out; `|` in their place keeps the columns apart.
  const texts = all.map((expression) => `coalesce(${expression}, '|')`)
  return `sum(crc32(concat_ws('||', ${texts.join(', ')})))`
}

/** One query that gives, for every noun of a pack, its name (`noun`) and the checksum of its rows (`hash`). */
export function checksumQuery(engine: DatabaseSpec['engine'], pack: Pack): string {
  return Object.entries(pack.nouns)
    .map(([key, noun]) => {
      const expressions = [noun.key, ...Object.values(noun.columns).map(({ sql }) => sql)]
      const hash = `concat(count(*), '/', coalesce(${checksums[engine](expressions)}, 0))`
      return `SELECT '${literal(key)}' AS noun, ${hash} AS hash FROM ${sourceOf(noun)}`
    })
    .join(' UNION ALL ')
}

export const sourceOf = (noun: Noun): string => noun.from ?? noun.table

const literal = (text: string) => text.replaceAll("'", "''")
