import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadMocks, mockNames } from './load-mocks.ts'
import { mockRegistry } from './registry.ts'

let project: string
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'poligon-mocks-'))
  mkdirSync(join(project, 'mocks'))
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

const write = (file: string, text: string) => writeFileSync(join(project, 'mocks', file), text)
const mock = (name: string, describe = '') =>
  `export default { name: '${name}', describe: '${describe}', origin: 'https://x.example', protocol: 'http', initialState: () => ({}), handlers: () => [], switches: {} }`

describe('mocks by name', () => {
  it('are the built-in ones, and the project’s own found by their file', async () => {
    write('crm.ts', mock('crm'))
    write('prices.ts', 'throw new Error("a helper is not run on its own")')
    write('crm.test.ts', 'throw new Error("a test is not loaded")')
    expect(await mockNames(project)).toEqual([...Object.keys(mockRegistry), 'crm'].toSorted())
    const loaded = await loadMocks(['crm', 'carrier'], project)
    expect(loaded.map(({ name }) => name)).toEqual(['crm', 'carrier'])
  })

  it('are the project’s own where it has one of a built-in name', async () => {
    write('carrier.ts', mock('carrier', 'ours'))
    expect((await loadMocks(['carrier'], project))[0]?.describe).toBe('ours')
  })

  it('that nobody knows are refused with the known ones', async () => {
    await expect(loadMocks(['carier'], project)).rejects.toThrow(
      /no mock called carier\. Take one of carrier, vat-check, or write mocks\/carier\.ts/,
    )
  })

  it('of one name twice, and files that cannot be loaded, are refused by file', async () => {
    write('a.ts', mock('crm'))
    write('b.ts', mock('crm'))
    await expect(loadMocks(['crm'], project)).rejects.toThrow(/two mocks .* crm.*mocks\/b\.ts/i)
    write('b.ts', 'import "./none.ts"\nexport default 1')
    await expect(mockNames(project)).rejects.toMatchObject({
      code: 'POLIGON_CONFIG',
      place: { file: 'mocks/b.ts' },
    })
  })
})
