import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { valueMasker } from './masking.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'poligon-code-'))
let written = 0
afterAll(() => rmSync(folder, { recursive: true }))

function transformer(body: string) {
  const file = join(folder, `${written++}.mjs`)
  writeFileSync(file, `export default { strings(text, { params, random }) { ${body} } }\n`)
  return valueMasker({
    op: 'code',
    module: pathToFileURL(file).href,
    params: { letter: 'x' },
    subject: { domain: 'mine', canonical: 'text' },
  })
}

describe('the slow lane', () => {
  it('gives code the text, its parameters and keyed randomness', () => {
    const mask = transformer('return params.letter + text.length + random.below(1000)')
    expect(mask('abc')).toMatch(/^x3\d{1,3}$/)
    expect(mask('abc')).toBe(mask(' abc ')?.replace(/^x5/, 'x3'))
    expect(mask('')).toBe('')
  })

  it('lets code take a value out', () => {
    expect(transformer('return null')('abc')).toBeNull()
  })

  it('refuses code that gives its input back', () => {
    expect(() => transformer('return text')('abc')).toThrow(/gave its input back/)
  })

  it('does not repeat what failing code says', () => {
    expect(() => transformer('throw new Error(text)')('very secret')).toThrow(
      expect.objectContaining({
        code: 'POLIGON_VALUE',
        cause: undefined,
        message: expect.not.stringContaining('secret') as string,
      }),
    )
  })
})
