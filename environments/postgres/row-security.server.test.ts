import { describe, expect, it } from 'vitest'
import type { DumpPiece } from '../../core/contracts/dump.ts'
import { createLog } from '../../core/log.ts'
import { embeddedServer } from '../embedded-server.fixture.ts'
import { withClient } from './connect.ts'
import { connectLoader } from './loader.ts'

const said: string[] = []
const log = {
  ...createLog({ quiet: true }),
  info: (text: { toString(): string }) => void said.push(String(text)),
}

async function* dump(): AsyncGenerator<DumpPiece> {
  const sql = `CREATE TABLE public.t (id integer);
    ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
    CREATE POLICY everybody ON public.t FOR SELECT USING (true);
    CREATE POLICY sales ON public.t FOR SELECT TO sales, "Sales Team" USING (true);`
  yield { kind: 'statement', bytes: Buffer.from(sql) }
}

describe('policies of row security for roles that the server does not have', () => {
  const server = embeddedServer('postgres')

  const load = async (database: string, owned: boolean) => {
    const address = { ...server.address, database }
    await withClient(server.address, (client) => client.query(`CREATE DATABASE ${database}`))
    const loader = await connectLoader(address, log, { owned })
    try {
      await loader.load(dump())
    } finally {
      await loader[Symbol.asyncDispose]()
    }
    const names = (sql: string) =>
      withClient(address, async (client) =>
        (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name),
      )
    return {
      policies: await names('SELECT polname AS name FROM pg_policy ORDER BY 1'),
      roles: await names(
        "SELECT rolname AS name FROM pg_roles WHERE rolname ILIKE 'sales%' AND NOT rolcanlogin ORDER BY 1",
      ),
    }
  }

  it('are left out, with a word about it, where the server is not ours', async () => {
    expect(await load('theirs', false)).toEqual({ policies: ['everybody'], roles: [] })
    expect(said.join()).toContain('1 policies for roles that are not there')
  })

  it('are made with their roles, which nobody can log in as, where it is ours', async () => {
    expect(await load('ours', true)).toEqual({
      policies: ['everybody', 'sales'],
      roles: ['Sales Team', 'sales'],
    })
  })
})
