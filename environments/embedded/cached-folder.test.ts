import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { listResources } from '../../core/resources.ts'
import { cachedFolder } from './cached-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'poligon-cache-'))
const before = process.env['POLIGON_CACHE']
process.env['POLIGON_CACHE'] = join(root, 'cache')
afterAll(() => {
  if (before === undefined) delete process.env['POLIGON_CACHE']
  else process.env['POLIGON_CACHE'] = before
  rmSync(root, { recursive: true })
})

describe('a folder that is made once', () => {
  let parent: string
  beforeEach(() => {
    parent = mkdtempSync(join(root, 'parent-'))
  })
  const filled = (text: string) => (folder: string) =>
    Promise.resolve(writeFileSync(join(folder, 'file'), text))

  it('is filled at the first call only', async () => {
    await cachedFolder(parent, 'key', filled('first'))
    const folder = await cachedFolder(parent, 'key', filled('second'))
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('first')
  })

  it('is absent when filling it failed', async () => {
    const failing = cachedFolder(parent, 'key', async (folder) => {
      await filled('half')(folder)
      throw new Error('disk full')
    })
    await expect(failing).rejects.toThrow('disk full')
    expect(readdirSync(parent)).toEqual([])
    expect(listResources()).toEqual([])
  })

  it('is whole for everybody when two fill it at once', async () => {
    const [a, b] = await Promise.all(
      ['one', 'two'].map((text) => cachedFolder(parent, 'key', filled(text))),
    )
    expect(a).toBe(b)
    expect(readdirSync(parent)).toEqual(['key'])
  })

  it('is on record while it is being filled', async () => {
    await cachedFolder(parent, 'key', async (folder) => {
      expect(listResources().map(({ address }) => address)).toEqual([folder])
    })
    expect(listResources()).toEqual([])
  })
})
