import { describe, expect, it } from 'vitest'
import { leftOut } from './leave-out.ts'

const sql = (text: string) => leftOut({ kind: 'sql', text })

describe('what of a PostgreSQL dump is not loaded', () => {
  it.each([
    ['ALTER TABLE public.orders OWNER TO production', 'owners'],
    ['-- x\nALTER FUNCTION public.f(a integer, b text) OWNER TO production', 'owners'],
    ['GRANT SELECT ON TABLE public.orders TO reporting', 'rights'],
    ['ALTER DEFAULT PRIVILEGES FOR ROLE a GRANT ALL ON TABLES TO b', 'rights'],
    ['CREATE DATABASE shop WITH TEMPLATE = template0', 'databases'],
    ['ALTER DATABASE shop SET search_path TO x', 'databases'],
    ['CREATE ROLE production', 'roles'],
    [`CREATE SUBSCRIPTION s CONNECTION 'host=production' PUBLICATION p`, 'subscriptions'],
    [`CREATE USER MAPPING FOR a SERVER b OPTIONS (password 'x')`, 'user mappings'],
    ['ALTER TABLE ONLY erp.items ALTER COLUMN "at" SET (pg_attver=30175256)', 'column marks'],
    [`SET SESSION AUTHORIZATION 'production'`, 'owners'],
  ])('%s', (statement, called) => expect(sql(statement)).toBe(called))

  it.each([
    'CREATE TABLE public.owner_to (id integer)',
    `COMMENT ON TABLE public.orders IS 'GRANT ALL'`,
    'ALTER TABLE ONLY public.users ADD CONSTRAINT u PRIMARY KEY (id)',
    'CREATE VIEW public.grants AS SELECT 1',
    'ALTER TABLE ONLY erp.items ALTER COLUMN sku SET (n_distinct=1000)',
    'SET statement_timeout = 0',
  ])('loads %s', (statement) => expect(sql(statement)).toBeUndefined())

  it('knows the commands of psql that dumps hold, and no others', () => {
    expect(leftOut({ kind: 'client', text: '\\connect shop' })).toBe('client commands')
    expect(leftOut({ kind: 'client', text: '\\! rm -rf /' })).toBeUndefined()
  })
})
