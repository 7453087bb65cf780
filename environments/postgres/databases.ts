import { escapeIdentifier as quoted, escapeLiteral, Pool } from 'pg'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { markState, ownerMark, type MarkState } from '../owner-mark.ts'
import { asText } from './connect.ts'
import { errorText } from './error-text.ts'
import type { DatabaseServer } from '../server.ts'

/** Creates, copies and drops whole databases of one server, as its administrator. */
export class PostgresDatabases {
  readonly #pool: Pool
  readonly #owned: boolean
  readonly #made = new Set<string>()

  constructor(server: DatabaseServer, maintenance: string) {
    const { host, port, user, password } = server.address
    this.#owned = server.owned
    this.#pool = new Pool({
      host,
      port,
      user,
      password: password.reveal(),
      database: maintenance,
      application_name: 'poligon',
      max: 4,
      types: asText,
    })
    this.#pool.on('error', () => {})
  }

  async rows(sql: string, parameters: unknown[] = []): Promise<Record<string, string | null>[]> {
    try {
      return (await this.#pool.query<Record<string, string | null>>(sql, parameters)).rows
    } catch (cause) {
      throw new PoligonError('POLIGON_UNREACHABLE', {
        what: say`PostgreSQL refused to manage its databases: ${errorText(cause)}.`,
        remedy: say`The account must be allowed to create databases.`,
        cause,
      })
    }
  }

  async create(database: string, options = ''): Promise<void> {
    await this.drop(database)
    this.#made.add(database)
    await this.rows(`CREATE DATABASE ${quoted(database)} ${options}`)
    if (!this.#owned)
      await this.rows(`COMMENT ON DATABASE ${quoted(database)} IS ${escapeLiteral(ownerMark())}`)
  }

  /** @throws POLIGON_TARGET when it is there and does not carry our mark. */
  async drop(database: string): Promise<void> {
    const [found] = await this.rows(
      `SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1`,
      [database],
    )
    if (!found) return
    if (!this.#owned && !this.#made.has(database) && markState(found['mark']) === 'foreign')
      throw new PoligonError('POLIGON_TARGET', {
        what: say`The database ${name(database)} was not made by Poligon.`,
        remedy: say`It is left alone. Name another system or server, or drop it yourself.`,
      })
    await this.rows(`DROP DATABASE ${quoted(database)} WITH (FORCE)`)
    this.#made.delete(database)
  }

  /** Databases under `prefix` with what their mark says. */
  async marked(prefix: string): Promise<{ database: string; state: MarkState }[]> {
    const found = await this.rows(
      `SELECT datname, shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE starts_with(datname, $1)`,
      [prefix],
    )
    return found.map((row) => ({ database: row['datname'] ?? '', state: markState(row['mark']) }))
  }

  async dropMade(): Promise<void> {
    for (const database of [...this.#made].toReversed()) await this.drop(database)
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}
