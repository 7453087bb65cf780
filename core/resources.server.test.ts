import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startChild } from './child.ts'
import { isAlive, processStart, thisProcess } from './owner.ts'
import { listResources, reapOrphans, recordResource } from './resources.ts'

describe('what must not be left behind', () => {
  let folder = ''
  const before = process.env['POLIGON_CACHE']
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'resources-'))
    process.env['POLIGON_CACHE'] = folder
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
    if (before === undefined) delete process.env['POLIGON_CACHE']
    else process.env['POLIGON_CACHE'] = before
  })

  it('is on record until it is released', () => {
    const release = recordResource({ kind: 'folder', address: '/x', label: 'x' })
    expect(listResources()).toMatchObject([{ kind: 'folder', address: '/x', owner: thisProcess() }])
    release()
    release()
    expect(listResources()).toEqual([])
  })

  it('is removed when its owner is dead, servers before folders, and left alone when it lives', async () => {
    const dead = { pid: process.pid, started: 'another boot' }
    recordResource({ kind: 'folder', address: 'dead folder', label: '' }, dead)
    recordResource({ kind: 'process', address: 'dead process', label: '' }, dead)
    recordResource({ kind: 'folder', address: 'living folder', label: '' })
    const order: string[] = []
    const reap = async ({ address }: { address: string }) => void order.push(address)
    const reaped = await reapOrphans({ folder: reap, process: reap })
    expect(order).toEqual(['dead process', 'dead folder'])
    expect(reaped).toHaveLength(2)
    expect(listResources().map(({ address }) => address)).toEqual(['living folder'])
  })

  it('stays on record when it cannot be removed', async () => {
    recordResource({ kind: 'folder', address: 'stuck', label: '' }, { pid: 1, started: 'never' })
    await reapOrphans({
      folder: async () => {
        throw new Error('busy')
      },
    })
    expect(listResources()).toHaveLength(1)
  })
})

describe('a child process', () => {
  it('is told apart from a later one with its number', () => {
    expect(isAlive(thisProcess())).toBe(true)
    expect(isAlive({ ...thisProcess(), started: 'else' })).toBe(false)
    expect(processStart(2 ** 22 + 1)).toBeUndefined()
  })

  it('gives its lines, sees no key, and is gone with its whole group after stop', async () => {
    const lines: string[] = []
    process.env['POLIGON_KEY'] = 'ff'.repeat(16)
    const child = startChild({
      command: [
        '/bin/sh',
        '-c',
        'echo "key=$POLIGON_KEY extra=$EXTRA"; sleep 1000 & echo "$!"; wait',
      ],
      environment: { EXTRA: '1' },
      label: 'test',
      onLine: (line) => lines.push(line),
    })
    delete process.env['POLIGON_KEY']
    await expect.poll(() => lines.length).toBe(2)
    expect(lines[0]).toBe('key= extra=1')
    await child.stop()
    await child.stop()
    await expect.poll(() => processStart(Number(lines[1]))).toBeUndefined()
    await expect(child.exited).resolves.toMatchObject({ signal: 'SIGTERM' })
    expect(existsSync(`/proc/${child.pid}`)).toBe(false)
  })

  it('that cannot be started is an error of `exited`, not a crash', async () => {
    const child = startChild({ command: ['/nonexistent/program'], label: 'test' })
    await expect(child.exited).rejects.toMatchObject({ code: 'ENOENT' })
    await child.stop()
  })
})
