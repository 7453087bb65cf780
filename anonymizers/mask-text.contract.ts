import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyFromBytes } from '../core/key.ts'
import { makeTestFolder } from '../core/test-folder.fixture.ts'
import { maskDump } from './mask-dump.ts'
import type { MaskOptions } from './pipeline/mask-options.ts'
import type { MaskReport } from '../core/contracts/mask-report.ts'

export const testKey = keyFromBytes(new Uint8Array(32).fill(42))

/** A policy for one table `customer` with a masked e-mail address, and one that is kept whole. */
export function customerPolicy(engine: 'postgres' | 'mysql'): string {
  const prefix = engine === 'postgres' ? 'public.' : ''
  return `
policy: 1
purpose: tests of the masker
source: {engine: ${engine}}
tables:
  ${prefix}customer:
    columns:
      id: {keep: a number}
      email: {mask: email}
      note: {keep: not personal}
  ${prefix}settings:
    columns:
      "name, value": {keep: settings of the shop}
`
}

export interface Masked {
  readonly output: Buffer
  readonly report: MaskReport
}

/** Masks text from a file into a file, in a folder that is gone afterwards; the copy is not looked at. */
export async function maskText(
  dump: string | Uint8Array,
  policy: string,
  options: Partial<MaskOptions> = {},
): Promise<Masked> {
  return inFolder(async (folder) => {
    const source = join(folder, 'dump.sql')
    const target = join(folder, 'masked.sql')
    writeFileSync(source, dump)
    writeFileSync(join(folder, 'policy.yaml'), policy)
    const report = await maskDump({
      source,
      target,
      policy: join(folder, 'policy.yaml'),
      key: testKey,
      jobs: 0,
      verify: false,
      ...options,
    })
    return { output: readFileSync(target), report }
  })
}

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeTestFolder('mask')
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
