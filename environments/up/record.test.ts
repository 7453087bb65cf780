import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { thisProcess } from '../../core/owner.ts'
import { readRecords, recordFolder, writeRecord, type UpRecord } from './record.ts'

const record: UpRecord = {
  environment: 'shop-erp',
  provider: 'embedded',
  owner: thisProcess(),
  control: { port: 1, token: 'x' },
  systems: [{ name: 'shop', engine: 'mariadb 10.11', url: 'mariadb://localhost/shop_local' }],
  notes: [],
}

describe('the record of an environment that is up', () => {
  let project: string
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'poligon-project-'))
  })
  afterEach(() => rmSync(project, { recursive: true }))

  it('is found until it is taken back', () => {
    const takeBack = writeRecord(project, record)
    expect(readRecords(project)).toEqual([record])
    takeBack()
    takeBack()
    expect(readRecords(project)).toEqual([])
  })

  it('holds passwords, so nobody else can read it', () => {
    writeRecord(project, record)
    const [file] = readdirSync(recordFolder(project))
    expect(statSync(join(recordFolder(project), file ?? '')).mode & 0o777).toBe(0o600)
  })

  it('is removed when its owner is dead or it cannot be read', () => {
    writeRecord(project, { ...record, owner: { pid: 1_999_999, started: 'long ago' } })
    writeFileSync(join(recordFolder(project), 'broken.json'), '{')
    expect(readRecords(project)).toEqual([])
    expect(readdirSync(recordFolder(project))).toEqual([])
  })

  it('is missed without a fuss where the folder cannot be read, and refused where it cannot be written', () => {
    mkdirSync(join(project, '.poligon'))
    writeFileSync(recordFolder(project), '')
    expect(readRecords(project)).toEqual([])
    expect(() => writeRecord(project, record)).toThrow(/cannot be written \(E/)
  })
})
