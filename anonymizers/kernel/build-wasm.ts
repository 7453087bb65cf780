import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Of `assemblyscript/asc`, whose own types declare globals of another language. */
interface Compiler {
  main(
    options: readonly string[],
    host: { readonly writeFile: (name: string, contents: string | Uint8Array) => void },
  ): Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>
}

const compiler = 'assemblyscript/asc'

/** Its memory is given to it, and may be given to modules of other threads too. */
const shared = [
  '--importMemory',
  '--sharedMemory',
  '--maximumMemory',
  '65536',
  '--enable',
  'threads',
]

/** What is compiled: the entry file, the module that is committed, and how. */
export const modules: readonly (readonly [entry: string, module: string, ...how: string[]])[] = [
  ['assembly/index.ts', 'kernel.wasm'],
  ['assembly/rows.ts', 'rows.wasm'],
  ['assembly/ledger/index.ts', 'ledger.wasm'],
  ['assembly/ledger/table.ts', 'table.wasm', ...shared],
]

/** Compiles one of {@link modules}; the same bytes on every machine. */
export async function buildModule([
  entry,
  module,
  ...how
]: (typeof modules)[number]): Promise<Uint8Array> {
  const asc = (await import(compiler)) as Compiler
  const output = new Map<string, string | Uint8Array>()
  const { error, stderr } = await asc.main(
    [
      entry,
      '--outFile',
      module,
      '--runtime',
      'stub',
      '--enable',
      'simd',
      ...how,
      '-O3',
      '--noAssert',
      '--converge',
      '--use',
      'abort=',
      '--baseDir',
      fileURLToPath(new URL('.', import.meta.url)),
    ],
    {
      writeFile: (name, contents) => {
        output.set(name, contents)
      },
    },
  )
  const built = output.get(module)
  if (error || typeof built !== 'object') throw new Error(stderr.toString(), { cause: error })
  return built
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const one of modules) writeFileSync(new URL(one[1], import.meta.url), await buildModule(one))
