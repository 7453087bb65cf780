import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

function poligon(...args: string[]) {
  const process_ = spawn(process.execPath, [main, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = process_
  const errors: string[] = []
  process_.stderr.on('data', (text: Buffer) => errors.push(text.toString()))
  const lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]()
  return {
    line: async () => (await lines.next()).value,
    rest: async () => {
      const all: string[] = []
      for (let one = await lines.next(); !one.done; one = await lines.next()) all.push(one.value)
      return all
    },
    errors,
    stop: () => process_.kill('SIGINT'),
    ended: new Promise<number | null>((resolve) => process_.once('close', resolve)),
  }
}

describe('poligon mocks', () => {
  it('serve prints where the mocks are and a line per request, until it is stopped', async () => {
    const { line, stop, ended } = poligon('mocks', 'serve', 'carrier', '--json')
    const { mocks } = JSON.parse((await line()) ?? '') as { mocks: Record<string, string> }
    expect(Object.keys(mocks)).toEqual(['carrier'])
    expect((await fetch(`${mocks['carrier']}/v1/shipments/1`)).status).toBe(401)
    const said = JSON.parse((await line()) ?? '') as { api: string; summary: string }
    expect(said).toMatchObject({ api: 'carrier', problem: 'answered 401' })
    expect(said.summary).toContain('GET /v1/shipments/:id → 401')
    stop()
    expect(await ended).toBe(0)
    await expect(fetch(mocks['carrier']!)).rejects.toThrow()
  })

  it('list tells every mock and its switches', async () => {
    const { rest, ended } = poligon('mocks', 'list')
    const text = (await rest()).join('\n')
    expect(await ended).toBe(0)
    for (const word of ['carrier', 'reject-point', 'vat-check', 'unavailable', 'outage'])
      expect(text).toContain(word)
  })

  it.each([
    [['mocks'], /needs a verb/],
    [['mocks', 'sevre'], /does not understand sevre/],
    [['mocks', 'serve', 'nobody'], /no mock called nobody/],
    [['mocks', 'serve', 'carrier', '--port', 'x'], /port number/],
  ])('%j is refused with exit 2', async (args, said) => {
    const { ended, errors } = poligon(...args)
    expect(await ended).toBe(2)
    expect(errors.join('')).toMatch(said)
  })
})
