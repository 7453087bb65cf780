import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { contentHash, contentHashes } from './content-hashes.ts'

let folder = ''
beforeEach(() => void (folder = makeTestFolder('hashes')))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const inShell = (line: string) =>
  `sha256:${execFileSync('/bin/sh', ['-c', line], { cwd: folder, encoding: 'utf8' }).slice(0, 64)}`

it('of a file is what sha256sum tells', async () => {
  const file = join(folder, 'a.sql')
  writeFileSync(file, 'SELECT 1;\n')
  expect(await contentHash(file)).toBe(inShell('sha256sum a.sql'))
})

it('of a folder can be made by sha256sum too, and tells any change in it', async () => {
  const inside = join(folder, 'dump')
  mkdirSync(join(inside, 'z'), { recursive: true })
  for (const file of ['B.txt', 'a.txt', 'ż.txt', 'z/a.txt']) writeFileSync(join(inside, file), file)
  const before = await contentHash(inside)
  expect(before).toBe(
    inShell(
      "cd dump && find . -type f | sed 's#^./##' | LC_ALL=C sort | xargs sha256sum | sha256sum",
    ),
  )
  expect(await contentHash(`${inside}/`)).toBe(before)
  writeFileSync(join(inside, 'z/a.txt'), 'other')
  expect(await contentHash(inside)).not.toBe(before)
})

it('is told of neither streams nor what is not there', async () => {
  expect(await contentHashes('-', join(folder, 'nothing'))).toEqual({})
})
