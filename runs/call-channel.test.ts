import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { PoligonError } from '../core/errors.ts'
import { say } from '../core/redacted.ts'
import { randomToken } from '../core/seed.ts'
import { connectCalls, serveCalls } from './call-channel.ts'
import type { CoordinatorCalls } from './coordinator-calls.ts'

/** Calls that remember for which slot they were made. */
function fakeCalls(slot: string): CoordinatorCalls {
  const other: Partial<CoordinatorCalls> = {
    plan: async () => ({ slot, systems: [] }),
    query: async (system, sql, parameters) => [{ slot, system, sql, first: String(parameters[0]) }],
    readFile: async (system, path) => new TextEncoder().encode(`${slot} ${system} ${path}`),
    trigger: async (wanted) => {
      throw new PoligonError('POLIGON_CONFIG', {
        what: say`No trigger is there.`,
        remedy: say`Declare ${wanted.length} of it.`,
        place: { file: 'shop-erp.yaml', line: 3 },
      })
    },
  }
  return other as CoordinatorCalls
}

async function served<T>(work: (channel: string) => Promise<T>): Promise<T> {
  const channel = `test:${randomToken(64)}`
  const server = serveCalls(channel, fakeCalls)
  try {
    return await work(channel)
  } finally {
    server.close()
  }
}

describe('calls between threads', () => {
  it('reach the slot that they come from, bytes included', async () => {
    await served(async (channel) => {
      using one = connectCalls(channel, 'slot-1')
      using two = connectCalls(channel, 'slot-2')
      const [a, b] = await Promise.all([one.plan(), two.plan()])
      expect([a.slot, b.slot]).toEqual(['slot-1', 'slot-2'])
      expect(await two.query('erp', 'SELECT $1', ['x'])).toEqual([
        { slot: 'slot-2', system: 'erp', sql: 'SELECT $1', first: 'x' },
      ])
      expect(Buffer.from(await one.readFile('pim', 'a.csv')).toString()).toBe('slot-1 pim a.csv')
    })
  })

  it('are answered each with its own answer, however many are under way', async () => {
    await served(async (channel) => {
      using one = connectCalls(channel, 'slot-1')
      const numbers = Array.from({ length: 50 }, (_, i) => String(i))
      const answers = await Promise.all(numbers.map((n) => one.query('erp', 'q', [n])))
      expect(answers.map(([row]) => row?.['first'])).toEqual(numbers)
    })
  })

  it('fail as they failed over there', async () => {
    await served(async (channel) => {
      using one = connectCalls(channel, 'slot-1')
      await expect(one.trigger('stock', {})).rejects.toMatchObject({
        name: 'PoligonError',
        code: 'POLIGON_CONFIG',
        place: { file: 'shop-erp.yaml', line: 3 },
        message: 'No trigger is there. (shop-erp.yaml:3:1) Declare 5 of it.',
      })
      await expect(one.files('pim')).rejects.toThrow('there is no call files')
    })
  })

  it('work from a worker thread', async () => {
    await served(async (channel) => {
      const module = new URL('call-channel.ts', import.meta.url).href
      const worker = new Worker(
        `const { parentPort } = require('node:worker_threads')
         import(${JSON.stringify(module)}).then(async ({ connectCalls }) => {
           const calls = connectCalls(${JSON.stringify(channel)}, 'slot-7')
           parentPort.postMessage((await calls.plan()).slot)
         })`,
        { eval: true },
      )
      const slot = await new Promise((resolve, reject) => {
        worker.once('message', resolve)
        worker.once('error', reject)
      })
      expect(slot).toBe('slot-7')
      await worker.terminate()
    })
  })
})
