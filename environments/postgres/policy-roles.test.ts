import { describe, expect, it } from 'vitest'
import { rolesOfPolicy } from './policy-roles.ts'

describe('roles of a policy of row security', () => {
  it.each([
    ['CREATE POLICY own ON public.orders TO app USING (true)', ['app']],
    [
      'CREATE POLICY own ON public.orders FOR SELECT TO app, "Sales Team" USING (true)',
      ['app', 'Sales Team'],
    ],
    [
      'CREATE POLICY own ON public.orders AS RESTRICTIVE FOR ALL TO "a""b" WITH CHECK (true)',
      ['a"b'],
    ],
    ['CREATE POLICY "on to x" ON orders TO App, CURRENT_USER, PUBLIC', ['app']],
    ['CREATE POLICY own ON public.orders USING ((owner = CURRENT_USER))', []],
    ['CREATE TABLE policy (a text)', []],
  ])('are read from %s', (statement, roles) => {
    expect(rolesOfPolicy(statement)).toEqual(roles)
  })
})
