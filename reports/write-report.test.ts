import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rebuildReport } from './rebuild-report.ts'
import { sampleRun } from './sample/run.ts'
import { writeReport } from './write-report.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'poligon-report-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('writeReport', () => {
  it('writes page, JUnit XML and record into a new folder, and nothing else', async () => {
    const run = join(folder, 'reports', 'run-1')
    const files = await writeReport(sampleRun(), run)
    expect(readdirSync(run).sort()).toEqual(['junit.xml', 'report.html', 'run.json'])
    expect(JSON.parse(readFileSync(files.json, 'utf8'))).toEqual(sampleRun())
    expect(readFileSync(files.html, 'utf8')).toContain('</html>')
  })

  it('leaves no half of a file behind when it cannot write', async () => {
    mkdirSync(join(folder, 'junit.xml'))
    await expect(writeReport(sampleRun(), folder)).rejects.toThrow()
    expect(readdirSync(folder).sort()).toEqual(['junit.xml', 'run.json'])
  })
})

describe('rebuildReport', () => {
  const messages = [
    { testRunStarted: { id: 'r', timestamp: { seconds: 1, nanos: 0 } } },
    { testRunFinished: { timestamp: { seconds: 2, nanos: 0 }, success: true } },
  ]
  const writeMessages = () =>
    writeFileSync(
      join(folder, 'messages.ndjson'),
      messages.map((envelope) => `${JSON.stringify(envelope)}\n`).join(''),
    )

  it('takes scenarios from the messages and the rest from the record beside them', async () => {
    await writeReport(sampleRun(), folder)
    writeMessages()
    const { record } = await rebuildReport(folder)
    const { systems, notes, data, environment } = sampleRun()
    expect(record).toMatchObject({ scenarios: [], systems, notes, data, environment })
    expect(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))).toEqual(record)
  })

  it('does without a record, named by the folder', async () => {
    writeMessages()
    const { record } = await rebuildReport(folder)
    expect(folder.endsWith(record.run)).toBe(true)
    expect(record.duration).toBe(1000)
  })

  it('refuses a folder without messages and a record that is none', async () => {
    await expect(rebuildReport(folder)).rejects.toMatchObject({ code: 'POLIGON_REPORT' })
    writeMessages()
    writeFileSync(join(folder, 'run.json'), '{"run": 1}')
    await expect(rebuildReport(folder)).rejects.toMatchObject({ code: 'POLIGON_REPORT' })
  })
})
