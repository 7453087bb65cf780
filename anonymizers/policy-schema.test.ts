import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadTransformers } from './policy-file.ts'
import { policyJsonSchema } from './policy-schema.ts'

describe('the JSON Schema of policies', () => {
  it('is current (node anonymizers/write-policy-schema.ts writes it)', async () => {
    const file = new URL('policy.schema.json', import.meta.url)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
      policyJsonSchema(await loadTransformers()),
    )
  })

  it('names every transformer with its description, so that editors complete it', async () => {
    const text = JSON.stringify(policyJsonSchema(await loadTransformers()))
    for (const { name, describe } of await loadTransformers()) {
      expect(text).toContain(`"const":${JSON.stringify(name)}`)
      expect(text).toContain(JSON.stringify(describe))
    }
  })

  it('has no parameter whose name means something else in a treatment', async () => {
    const taken = [
      'mask',
      'keep',
      'drop',
      'json',
      'php',
      'xml',
      'otherPaths',
      'unique',
      'risk',
      'when',
      'else',
    ]
    for (const { name, params } of await loadTransformers()) {
      const known = Object.keys((params as { shape?: object }).shape ?? {})
      expect(
        known.filter((key) => taken.includes(key)),
        name,
      ).toEqual([])
    }
  })
})
