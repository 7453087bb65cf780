import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../core/log.ts'
import { environmentOf, sampleOf } from '../engine.contract.ts'
import type { RunningEnvironment } from '../running.ts'
import { startEnvironment } from '../start-environment.ts'
import { requestReset } from './control.ts'
import { holdUp, localSlot, type HeldUp } from './hold-up.ts'
import { readRecords } from './record.ts'

describe('an environment that is held up', () => {
  const project = mkdtempSync(join(tmpdir(), 'poligon-held-'))
  let environment: RunningEnvironment
  let held: HeldUp
  beforeAll(async () => {
    environment = await startEnvironment(environmentOf('mariadb', '10.11'), {
      provider: 'embedded',
      log: createLog({ quiet: true }),
    })
    await environment.databases.get('shop')?.load(sampleOf('mariadb').pieces())
    held = await holdUp(environment, project)
  })
  afterAll(async () => {
    await environment?.[Symbol.asyncDispose]()
    rmSync(project, { recursive: true })
  })

  it('is reset by another process that read the record', async () => {
    const [record] = readRecords(project)
    expect(record).toEqual(held.record)
    await environment.databases.get('shop')?.query(localSlot, 'DELETE FROM customers')
    expect(await requestReset(held.record)).toMatchObject([{ system: 'shop', rung: 'undo' }])
    expect(await requestReset(held.record, { verify: true })).toMatchObject([{ differing: [] }])
    const rows = await environment.databases
      .get('shop')
      ?.query(localSlot, 'SELECT * FROM customers')
    expect(rows).toHaveLength(20)
  })

  it('is not reset by anybody else', async () => {
    const control = { ...held.record.control, token: 'guessed' }
    await expect(requestReset({ ...held.record, control })).rejects.toMatchObject({
      code: 'POLIGON_UNREACHABLE',
    })
    const page = await fetch(`http://127.0.0.1:${control.port}/reset`, { method: 'POST' })
    expect(page.status).toBe(404)
  })

  it('is announced no longer than it is held', async () => {
    await held[Symbol.asyncDispose]()
    expect(readRecords(project)).toEqual([])
    await expect(requestReset(held.record)).rejects.toMatchObject({ code: 'POLIGON_UNREACHABLE' })
  })
})
