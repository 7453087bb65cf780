import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { PoligonError } from '../../core/errors.ts'
import { maskDump } from '../mask-dump.ts'
import { inFolder, testKey } from '../mask-text.contract.ts'
import type { MaskDumpOptions } from '../pipeline/mask-options.ts'

export type Files = Readonly<Record<string, string | Buffer>>

/** Masks a folder of these files into another. */
export async function maskFiles(
  files: Files,
  policy: string,
  options: Partial<MaskDumpOptions> = {},
) {
  return inFolder(async (folder) => {
    const source = join(folder, 'in')
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(source, path)), { recursive: true })
      writeFileSync(
        join(source, path),
        typeof content === 'string' ? Buffer.from(content) : content,
      )
    }
    writeFileSync(join(folder, 'policy.yaml'), policy)
    const target = join(folder, 'out')
    const report = await maskDump({
      source,
      target,
      policy: join(folder, 'policy.yaml'),
      key: testKey,
      jobs: 0,
      verify: false,
      ...options,
    }).catch((failure: unknown) => {
      const left = readdirSync(folder).filter((one) => one.startsWith('out'))
      if (left.length > 0) throw new Error('a target was left behind', { cause: failure })
      throw failure
    })
    const output = Object.fromEntries(
      readdirSync(target, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map((one) => join(one.parentPath, one.name))
        .map((path) => [relative(target, path), readFileSync(path)]),
    )
    return { output, report, text: (path: string) => output[path]?.toString() ?? '' }
  })
}

export const refusalOf = (files: Files, policy: string): Promise<PoligonError | undefined> =>
  maskFiles(files, policy).then(
    () => undefined,
    (failure: unknown) => failure as PoligonError,
  )

/** A policy for files: `files` and `tables` as YAML, two blanks deep. */
export const filesPolicy = (files: string, tables: string) => `
policy: 1
purpose: tests of files
source: {engine: files}
files:
${files}
tables:
${tables}
`
