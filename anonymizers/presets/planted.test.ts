import { join } from 'node:path'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { maskDump } from '../mask-dump.ts'
import { inFolder, testKey } from '../mask-text.contract.ts'
import { presetNames } from '../policy/presets.ts'
import { needles, plantedDump } from './planted.contract.ts'
import { rulesOf } from './presets.contract.ts'

const products = presetNames().filter((name) => name !== 'common-columns')

describe.each(products)('a database with everything that the preset %s names', (product) => {
  const sample = readFileSync(new URL(`samples/${product}.sql`, import.meta.url), 'utf8')
  const engine = sample.includes('COPY public.') ? 'postgres' : 'mysql'

  it('is masked with no line of a policy, and nothing of what was planted is found in it', async () => {
    const dump = plantedDump(await rulesOf(product), engine)
    for (const needle of needles.slice(0, 3)) expect(dump).toContain(needle)
    await inFolder(async (folder) => {
      const [source, target, policy] = ['dump.sql', 'masked.sql', 'policy.yaml'].map((name) =>
        join(folder, name),
      ) as [string, string, string]
      writeFileSync(source, dump)
      writeFileSync(
        policy,
        `policy: 1\npurpose: tests\nsource: {engine: ${engine}}\nextends: ${product}\n`,
      )
      const report = await maskDump({ source, target, policy, key: testKey, jobs: 0, verify: true })
      expect(report.verified).toBe(true)
      const masked = readFileSync(target, 'utf8')
      expect(needles.filter((needle) => masked.includes(needle))).toEqual([])
    })
  })
})
