import { expect, it } from 'vitest'
import { presetContents } from './preset-contents.ts'
import { presetNames } from './presets.ts'

const columnsOf = (
  all: readonly { readonly tables: readonly string[]; readonly columns: readonly string[] }[],
  table: string,
) => all.filter(({ tables }) => tables.includes(table)).flatMap(({ columns }) => columns)

it('of a preset tells what it masks, takes out, empties and leaves to the policy', async () => {
  const { masked, risky, dropped, undecided, emptied } = await presetContents('medusa')
  expect(columnsOf(masked, 'customer')).toContain('email')
  expect(columnsOf(masked, 'cart')).toContain('email')
  expect(columnsOf(masked, 'provider_identity')).toContain('provider_metadata')
  expect(columnsOf(risky, 'customer_address')).toEqual(['country_code'])
  expect(columnsOf(dropped, 'api_key')).toContain('salt')
  expect(columnsOf(dropped, 'customer')).not.toContain('metadata')
  expect(columnsOf(undecided, 'customer')).toContain('metadata')
  expect(emptied.find(({ tables }) => tables.includes('notification'))?.reason).toMatch(/letters/)
})

it('of every preset something is told', async () => {
  expect(presetNames()).not.toHaveLength(0)
  for (const name of presetNames())
    expect((await presetContents(name)).masked, name).not.toHaveLength(0)
})
