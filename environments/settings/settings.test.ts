import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { environmentSchema } from '../environment.ts'
import { settingsBlock } from './settings-block.ts'
import { settingsGap } from './settings-gap.ts'

const found = {
  family: 'postgres',
  version: '15.4 (Debian)',
  settings: { TimeZone: 'Europe/Warsaw', statement_timeout: '30s', lc_collate: "it's" },
  extensions: ['pg_trgm'],
} as const

describe('settings worth copying', () => {
  it('are written as an environment takes them', () => {
    const block = parse(settingsBlock(found, 'erp')) as { systems: object }
    expect(block.systems).toEqual({
      erp: {
        kind: 'database',
        engine: 'postgres',
        version: '15',
        settings: found.settings,
        extensions: ['pg_trgm'],
      },
    })
    const read = environmentSchema.parse({ environment: 1, name: 'test', ...block })
    expect(read.systems['erp']).toMatchObject({ settings: found.settings })
  })

  it.each([
    ['10.11.6-MariaDB', '10.11'],
    ['8.4.2', '8.4'],
    ['17.1', '17'],
  ])('name the version %s as %s', (version, asked) => {
    expect(settingsBlock({ ...found, version }, 'shop')).toContain(`version: '${asked}'`)
  })

  it('are compared with those of the server that is had', () => {
    const spec = {
      settings: { TimeZone: 'UTC', work_mem: '4MB', lc_x: '' },
      extensions: ['pg_trgm', 'postgis'],
    }
    const had = { settings: { TimeZone: 'Europe/Warsaw', work_mem: '4MB' }, available: ['pg_trgm'] }
    expect(settingsGap('erp', spec, had)).toEqual([
      'erp: TimeZone is asked to be UTC, the server has Europe/Warsaw.',
      'erp: lc_x is asked to be empty, the server has no such setting.',
      'erp: the server cannot make the extension postgis.',
    ])
    expect(settingsGap('erp', {}, had)).toEqual([])
  })
})
