import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunRecord } from '../core/contracts/run-record.ts'
import { randomToken } from '../core/seed.ts'
import { junitXml } from './junit.ts'
import { pageOf } from './page/page.ts'
import { sections } from './registry.ts'

/** Where the parts of a report stand. */
export interface ReportFiles {
  readonly html: string
  readonly junit: string
  /** The record itself, as JSON. */
  readonly json: string
}

/** All that stands in the folder of a run: what it is made from, and what is made. */
export const runFiles: ReadonlySet<string> = new Set([
  'messages.ndjson',
  'report.html',
  'junit.xml',
  'run.json',
])

/**
 * Writes `report.html`, `junit.xml` and `run.json` into `folder`, which is made when it is missing.
 * Each appears whole or not at all.
 */
export async function writeReport(record: RunRecord, folder: string): Promise<ReportFiles> {
  await mkdir(folder, { recursive: true })
  const files = {
    html: join(folder, 'report.html'),
    junit: join(folder, 'junit.xml'),
    json: join(folder, 'run.json'),
  }
  await writeWhole(files.json, JSON.stringify(record))
  await writeWhole(files.junit, junitXml(record))
  await writeWhole(files.html, await pageOf(record, sections))
  return files
}

async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomToken(32)}.tmp`
  try {
    await writeFile(temporary, text)
    await rename(temporary, file)
  } catch (failure) {
    await rm(temporary, { force: true })
    throw failure
  }
}
