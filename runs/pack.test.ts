import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readPack } from './pack.ts'

const folder = fileURLToPath(new URL('../examples/hub/packs', import.meta.url))
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))

describe('the packs of the example', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThan(1)
  })

  it.each(files)('%s says every word once', (file) => {
    const { nouns } = readPack(join(folder, file))
    const words = Object.values(nouns).flatMap((noun) => noun.words)
    expect(new Set(words).size).toBe(words.length)
    for (const [key, noun] of Object.entries(nouns)) {
      const columns = Object.values(noun.columns).flatMap((column) => column.words)
      expect(new Set(columns).size, key).toBe(columns.length)
    }
  })

  it.each(files)('%s names only what its statements can know', (file) => {
    for (const [key, noun] of Object.entries(readPack(join(folder, file)).nouns)) {
      if (!noun.prepare) continue
      const { defaults, variants, row, statements } = noun.prepare
      const set = Object.values(variants).flatMap((variant) => Object.keys(variant.set))
      const known = new Set([
        'new.number',
        'owner.key',
        'row.position',
        ...[...Object.keys(defaults), ...set].map((name) => `self.${name}`),
        ...Object.keys(row).map((name) => `row.${name}`),
      ])
      for (const statement of statements) {
        const sql = typeof statement === 'string' ? statement : statement.each
        const used = [...sql.matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name ?? '')
        const unknown = used.filter(
          (name) => /^(self|row|new|owner)\./.test(name) && !known.has(name),
        )
        expect(unknown, key).toEqual([])
        if (typeof statement === 'string')
          expect(
            used.filter((name) => name.startsWith('row.')),
            key,
          ).toEqual([])
      }
    }
  })
})
