import { escapeIdentifier as quoted, type Client } from 'pg'

const name = String.raw`(?:"(?:[^"]|"")+"|[\w$]+)`
const policy = new RegExp(
  String.raw`^CREATE\s+POLICY\s+${name}\s+ON\s+${name}(?:\.${name})?(?:\s+AS\s+\w+)?(?:\s+FOR\s+\w+)?\s+TO\s+(${name}(?:\s*,\s*${name})*)`,
  'i',
)
const everyServerHas: ReadonlySet<string> = new Set([
  'public',
  'current_role',
  'current_user',
  'session_user',
])

/** The roles that a policy of row security names; none when the statement is no such policy. */
export function rolesOfPolicy(statement: string): readonly string[] {
  const [, list = ''] = policy.exec(statement) ?? []
  return [...list.matchAll(new RegExp(name, 'g'))].flatMap(([written]) => {
    if (written.startsWith('"')) return [written.slice(1, -1).replaceAll('""', '"')]
    const folded = written.toLowerCase()
    return everyServerHas.has(folded) ? [] : [folded]
  })
}

/** Those of `roles` that the server does not have. */
export async function unknownRoles(
  client: Client,
  roles: readonly string[],
): Promise<readonly string[]> {
  if (roles.length === 0) return []
  const { rows } = await client.query<{ name: string }>(
    'SELECT rolname AS name FROM pg_catalog.pg_roles WHERE rolname = ANY($1)',
    [roles],
  )
  return roles.filter((role) => rows.every(({ name }) => name !== role))
}

/** Makes roles that nobody can log in as. One that another load made meanwhile is no fault. */
export async function makeRoles(client: Client, roles: readonly string[]): Promise<void> {
  for (const role of roles)
    await client.query(`CREATE ROLE ${quoted(role)} NOLOGIN`).catch(async (failure: unknown) => {
      if ((await unknownRoles(client, [role])).length > 0) throw failure
    })
}
