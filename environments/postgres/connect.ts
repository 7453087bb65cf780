import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { Secret } from '../../core/secrets.ts'
import type { ServerAddress } from '../server.ts'

/** The server's own text for every type, as steps and dumps see it. */
export const asText = { getTypeParser: () => (value: string | Buffer) => value.toString() }

/**
 * One connection. `pg` turns what goes wrong on an idle connection into an event that would end the
 * process; it is taken here, and the next query on that connection fails instead. `replication`: the
 * server may be asked to send its log over it; statements have no parameters then.
 *
 * @throws POLIGON_UNREACHABLE with host and port.
 */
export async function connect(
  address: ServerAddress & { readonly database?: string },
  options: { readonly replication?: boolean } = {},
): Promise<Client> {
  const client = new Client({
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password.reveal(),
    database: address.database ?? 'postgres',
    application_name: 'poligon',
    connectionTimeoutMillis: 10_000,
    types: asText,
    ...(options.replication ? { replication: 'database' } : {}),
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (cause) {
    throw unreachable(address, cause)
  }
}

export function unreachable(address: ServerAddress, cause: unknown): PoligonError {
  const code = (cause as { code?: unknown }).code
  const because =
    code === '28P01'
      ? 'the password is wrong'
      : `no connection (${typeof code === 'string' ? code : 'no code'})`
  return new PoligonError('POLIGON_UNREACHABLE', {
    what: say`PostgreSQL at ${name(address.host)}:${address.port} cannot be used: ${name(because)}.`,
    remedy: say`Check that it runs, and its address.`,
    cause,
  })
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(
  address: ServerAddress & { readonly database?: string },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await connect(address)
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

export async function setPassword(address: ServerAddress, password: Secret): Promise<void> {
  await withClient(address, async (client) => {
    const role = escapeIdentifier(address.user)
    await client.query(`ALTER ROLE ${role} PASSWORD ${escapeLiteral(password.reveal())}`)
  })
}
