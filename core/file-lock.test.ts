import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { whileLocked } from './file-lock.ts'
import { makeTestFolder } from './test-folder.fixture.ts'

let folder = ''
beforeEach(() => void (folder = makeTestFolder('lock')))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const lock = () => join(folder, 'lock')

it('holds the lock while it works, and leaves nothing', () => {
  expect(whileLocked(lock(), () => existsSync(lock()))).toBe(true)
  expect(() =>
    whileLocked(lock(), () => {
      throw new Error('broken')
    }),
  ).toThrow('broken')
  expect(readdirSync(folder)).toEqual([])
})

it('takes over what a dead process left', () => {
  writeFileSync(lock(), JSON.stringify({ id: 'x', owner: { pid: 1, started: 'another boot' } }))
  expect(whileLocked(lock(), () => 1)).toBe(1)
  expect(readdirSync(folder)).toEqual([])
})

it('says so where nothing can be written', () => {
  expect(() => whileLocked(join(folder, 'absent', 'lock'), () => 1)).toThrow(
    expect.objectContaining({ code: 'POLIGON_TARGET' }),
  )
})
