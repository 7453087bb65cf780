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

/** Compiles assembly/index.ts; the same bytes on every machine. */
export async function buildKernel(): Promise<Uint8Array> {
  const asc = (await import(compiler)) as Compiler
  const output = new Map<string, string | Uint8Array>()
  const { error, stderr } = await asc.main(
    [
      'assembly/index.ts',
      '--outFile',
      'kernel.wasm',
      '--runtime',
      'stub',
      '--enable',
      'simd',
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
  const built = output.get('kernel.wasm')
  if (error || typeof built !== 'object') throw new Error(stderr.toString(), { cause: error })
  return built
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('kernel.wasm', import.meta.url), await buildKernel())
