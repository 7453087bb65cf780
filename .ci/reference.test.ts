import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { referencePages } from './reference.ts'

describe('the reference', () => {
  it('is what the code says (node .ci/reference.ts writes it)', async () => {
    const pages = Object.entries(await referencePages())
    expect(pages).not.toHaveLength(0)
    for (const [file, text] of pages) {
      expect(text.split('\n').length, file).toBeGreaterThan(20)
      expect(readFileSync(join('docs', 'reference', file), 'utf8'), file).toBe(text)
    }
  })
})
