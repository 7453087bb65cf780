import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildModule, modules } from './build-wasm.ts'

describe.each(modules.map((module) => ({ module })))('the module of $module.0', ({ module }) => {
  it('is what its sources compile to (node anonymizers/kernel/build-wasm.ts)', async () => {
    const committed = readFileSync(new URL(module[1], import.meta.url))
    expect(Buffer.from(await buildModule(module)).equals(committed)).toBe(true)
  }, 60_000)
})
