import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureKeyFile, holdKeyVariables, loadKey, parseVariables } from './key.ts'
import { childEnvironment } from './secrets.ts'

const hex = '00112233445566778899aabbccddeeff'

describe('the masking key', () => {
  let folder = ''
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'key-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  it('comes from the variable, a file or a command, and is the same key each way', () => {
    writeFileSync(join(folder, 'key'), `${hex}\n`)
    const ids = [
      { POLIGON_KEY: hex },
      { POLIGON_KEY_FILE: join(folder, 'key') },
      { POLIGON_KEY_COMMAND: `echo ${hex}` },
    ].map((variables) => loadKey({ PATH: process.env['PATH'], ...variables }).id)
    expect(new Set(ids).size).toBe(1)
    expect(ids[0]).toMatch(/^[0-9a-f]{16}$/)
  })

  it.each([
    ['nothing is set', {}],
    ['it is shorter than 128 bits', { POLIGON_KEY: hex.slice(2) }],
    ['it is not hex', { POLIGON_KEY: `${hex}zz` }],
    ['the file is not there', { POLIGON_KEY_FILE: '/nonexistent' }],
    ['the command fails', { POLIGON_KEY_COMMAND: 'false' }],
  ])('is refused when %s, and never shown', (_, variables) => {
    expect(() => loadKey(variables)).toThrow(
      expect.objectContaining({ code: 'POLIGON_KEY', exitCode: 2 }),
    )
    expect(() => loadKey(variables)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(hex.slice(2)) as string }),
    )
  })

  it('cannot be printed', () => {
    const { bytes } = loadKey({ POLIGON_KEY: hex })
    expect(`${String(bytes)} ${JSON.stringify({ bytes })} ${inspect(bytes)}`).toBe(
      '[secret] {"bytes":"[secret]"} [secret]',
    )
  })

  it('is made once for a project, readable by its owner only, beside what the file holds already', () => {
    writeFileSync(join(folder, '.env'), 'SHOP=1')
    const first = ensureKeyFile(folder)
    expect(first['SHOP']).toBe('1')
    expect(loadKey(first).id).toBe(loadKey(ensureKeyFile(folder)).id)
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, '.env'), 'utf8').match(/POLIGON_KEY=/g)).toHaveLength(1)
    expect(existsSync(join(folder, '.env'))).toBe(true)
  })

  it('is missed in plain words when .env is there and cannot be read or written', () => {
    mkdirSync(join(folder, '.env'))
    holdKeyVariables(folder, {})
    expect(() => loadKey()).toThrow(
      /No masking key is set, and the \.env .* cannot be read \(EISDIR\)/,
    )
    expect(() => ensureKeyFile(folder)).toThrow(/cannot be written to .*\.env \(EISDIR\)/)
    holdKeyVariables(join(folder, 'elsewhere'), { POLIGON_KEY: hex })
    expect(loadKey().id).toBe(loadKey({ POLIGON_KEY: hex }).id)
  })

  it('is in no child process', () => {
    const child = childEnvironment(
      { A: '1' },
      { POLIGON_KEY: hex, POLIGON_KEY_FILE: 'x', POLIGON_KEY_COMMAND: 'y', PATH: '/bin' },
    )
    expect(child).toEqual({ A: '1', PATH: '/bin' })
  })

  it('is read from a file with comments, quotes and spaces', () => {
    expect(parseVariables(`# A=0\n  B = "two words" \r\nC='3'\n\nD=`)).toEqual({
      B: 'two words',
      C: '3',
      D: '',
    })
  })
})
