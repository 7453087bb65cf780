import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createExchangeFolder } from './exchange-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'poligon-test-'))
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

describe('an exchange folder', () => {
  it('shows files with their sizes, and no half-written one', async () => {
    const folder = createExchangeFolder(join(scratch, 'pim'))
    await folder.put('rejected/b.csv', Buffer.from('reason'))
    await folder.put('a.csv', Buffer.from('x;y'))
    await folder.put('.hidden', Buffer.from('not yet'))
    expect(await folder.list()).toEqual([
      { path: 'a.csv', size: 3 },
      { path: 'rejected/b.csv', size: 6 },
    ])
    expect(Buffer.from(await folder.read('rejected/b.csv')).toString()).toBe('reason')
    expect(readdirSync(folder.folder).toSorted()).toEqual(['.hidden', 'a.csv', 'rejected'])
  })

  it('is empty after it was emptied', async () => {
    const folder = createExchangeFolder(join(scratch, 'pim'))
    await folder.put('deep/er/a.csv', Buffer.from('x'))
    await folder.empty()
    expect(await folder.list()).toEqual([])
    expect(readdirSync(folder.folder)).toEqual([])
  })

  it('lets no path out', async () => {
    const folder = createExchangeFolder(join(scratch, 'pim'))
    for (const path of ['../x', '/etc/passwd', 'a/../../x'])
      await expect(folder.put(path, Buffer.from(''))).rejects.toThrow(/leads out/)
  })
})
