import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildKernel } from './build-wasm.ts'

describe('kernel.wasm', () => {
  it('is what its sources compile to (node anonymizers/kernel/build-wasm.ts)', async () => {
    const committed = readFileSync(new URL('kernel.wasm', import.meta.url))
    expect(Buffer.from(await buildKernel()).equals(committed)).toBe(true)
  }, 60_000)
})
