import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { findOnPath } from './find-on-path.ts'

const root = mkdtempSync(join(tmpdir(), 'poligon-path-'))
afterAll(() => rmSync(root, { recursive: true }))

it('finds the first program that can be run', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => join(root, name)) as [string, string, string]
  for (const folder of [a, b, c]) mkdirSync(folder)
  writeFileSync(join(a, 'server'), 'not a program', { mode: 0o644 })
  mkdirSync(join(b, 'server'))
  writeFileSync(join(c, 'server'), '#!/bin/sh\n', { mode: 0o755 })
  expect(findOnPath('server', `${a}:${b}::${c}`, [])).toBe(join(c, 'server'))
  expect(findOnPath('server', a, [c])).toBe(join(c, 'server'))
  expect(findOnPath('server', a, [])).toBeUndefined()
})
