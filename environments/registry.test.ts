import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { engineFamilies } from '../core/contracts/dump.ts'
import { assetFile } from '../core/asset.ts'
import { engines, providers } from './registry.ts'

const filesOf = (folder: string) =>
  readdirSync(assetFile(import.meta.url, folder))
    .filter((file) => /^[^.]+\.(ts|js)$/.test(file))
    .map((file) => basename(file).replace(/\.(ts|js)$/, ''))
    .toSorted()

describe.each([
  ['engines', engines, 'family'],
  ['providers', providers, 'name'],
] as const)('%s', (folder, registry, key) => {
  it('are all in the registry', () => {
    expect(Object.keys(registry).toSorted()).toEqual(filesOf(folder))
    expect(filesOf(folder).length).toBeGreaterThan(2)
  })

  it('call themselves what the registry calls them', async () => {
    for (const [name, load] of Object.entries(registry))
      expect(((await load()).default as unknown as Record<string, unknown>)[key]).toBe(name)
  })
})

it('has an engine for every family of databases', () => {
  expect(Object.keys(engines).toSorted()).toEqual([...engineFamilies].toSorted())
})
