import type { Client } from 'pg'

/**
 * Collects the planner's statistics of every table that has rows, several tables at once, the largest
 * first. The server would only do so some time later, or never without autovacuum; until then plans are
 * guesses. It looks at fewer rows than the server would by itself, a third for the columns of indexes, by which
 * rows are asked for, a tenth for the others: the server sorts the values that it looks at, and with all of
 * them that took 40 % of the load's time.
 *
 * @param most - connections at most.
 */
export async function analyzeTables(open: () => Promise<Client>, most: number): Promise<void> {
  const first = await open()
  const clients = [first]
  try {
    const { rows: waiting } = await first.query<Analyzed>(tablesWithRows)
    while (clients.length < Math.min(most, waiting.length)) clients.push(await open())
    await Promise.all(
      clients.map(async (client) => {
        for (let next = waiting.shift(); next; next = waiting.shift())
          await client.query(commandsFor(next))
      }),
    )
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => {})))
  }
}

interface Analyzed {
  readonly name: string
  /** All columns at once: only so there are statistics of expressions in indexes, and of several columns. */
  readonly whole: 'yes' | 'no'
  /** As they are written in SQL; null: none. */
  readonly indexed: string | null
  readonly others: string | null
}

const tablesWithRows = `
  SELECT t.oid::pg_catalog.regclass::text AS name,
    CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_index WHERE indrelid = t.oid AND indexprs IS NOT NULL)
        OR EXISTS (SELECT 1 FROM pg_catalog.pg_statistic_ext WHERE stxrelid = t.oid)
      THEN 'yes' ELSE 'no' END AS whole,
    string_agg(pg_catalog.quote_ident(a.attname), ', ') FILTER (WHERE i.indexed) AS indexed,
    string_agg(pg_catalog.quote_ident(a.attname), ', ') FILTER (WHERE NOT i.indexed) AS others
  FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    CROSS JOIN LATERAL (SELECT EXISTS (
      SELECT 1 FROM pg_catalog.pg_index WHERE indrelid = t.oid AND a.attnum = ANY (indkey)) AS indexed) AS i
  WHERE t.relkind IN ('r', 'm') AND s.nspname NOT LIKE 'pg\\_%' AND s.nspname <> 'information_schema'
    AND pg_catalog.pg_relation_size(t.oid) > 0
  GROUP BY t.oid
  ORDER BY pg_catalog.pg_relation_size(t.oid) DESC`

function commandsFor({ name, whole, indexed, others }: Analyzed): string {
  if (whole === 'yes') return analyze(30, name)
  return [
    ...(others === null ? [] : [analyze(10, `${name} (${others})`)]),
    ...(indexed === null ? [] : [analyze(30, `${name} (${indexed})`)]),
  ].join('; ')
}

/** @param target - as the server's `default_statistics_target`, which is 100; it looks at 300 rows for each. */
const analyze = (target: number, what: string): string =>
  `SET default_statistics_target = ${target}; ANALYZE ${what}`
