import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settledFiles } from './settled-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settled-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('settledFiles', () => {
  it('takes files that are whole, in the order of their names', async () => {
    writeFileSync(join(folder, 'b.csv'), 'sku\nx\n')
    writeFileSync(join(folder, 'a.CSV'), 'sku\nx\n')
    writeFileSync(join(folder, 'empty.csv'), '')
    expect(await settledFiles(folder)).toEqual(['a.CSV', 'b.csv', 'empty.csv'])
  })

  it('leaves files under another name or hidden', async () => {
    for (const name of ['a.csv.part', '.a.csv', 'a.tmp', 'a.txt'])
      writeFileSync(join(folder, name), 'sku\n')
    expect(await settledFiles(folder)).toEqual([])
  })

  it('leaves a file that ends in the middle of a line, until nobody wrote to it for long', async () => {
    const file = join(folder, 'half.csv')
    writeFileSync(file, 'sku;name\nKUB-0')
    expect(await settledFiles(folder)).toEqual([])
    utimesSync(file, 0, 0)
    expect(await settledFiles(folder)).toEqual(['half.csv'])
  })

  it('leaves a file that grows while it is looked at', async () => {
    const file = join(folder, 'growing.csv')
    writeFileSync(file, 'sku\nx\n')
    const looked = settledFiles(folder)
    const writer = setInterval(() => writeFileSync(file, 'y\n', { flag: 'a' }), 5)
    expect(await looked).toEqual([])
    clearInterval(writer)
    expect(await settledFiles(folder)).toEqual(['growing.csv'])
  })
})
