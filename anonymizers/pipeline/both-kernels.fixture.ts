import { fromRegistry } from '../../core/registry.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import { dialects } from '../dialects/registry.ts'
import type { KernelKey } from '../kernel/keyed-function.ts'
import { tableOf, testKey } from '../kernel/masking.fixture.ts'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import { createWasmKernel, type WasmKernel } from '../kernel/wasm-kernel.ts'
import type { LocaleName } from '../locales/registry.ts'
import type { Program } from '../programs/program.ts'
import { createBlockCodec } from './block-codec.ts'

const copy = await fromRegistry(dialects, 'dialect', 'pg-copy', 'POLIGON_INTERNAL')
const keys = {
  blake2s: testKey,
  'hmac-sha256': { bytes: testKey, prf: 'hmac-sha256' },
} as const satisfies Readonly<Record<string, KernelKey>>
export type Prf = keyof typeof keys
export const prfs = Object.keys(keys) as readonly Prf[]

const kernels = new Map<string, WasmKernel>()

function kernelOf(prf: Prf, locale: LocaleName | undefined): WasmKernel {
  const name = `${prf} ${locale}`
  const known = kernels.get(name)
  if (known) return known
  const made = createWasmKernel(keys[prf], undefined, locale)
  kernels.set(name, made)
  return made
}

/** What each kernel makes of the values, or says of them; `inWasm`: how many fields JavaScript was asked for. */
export function masksOfBoth(
  program: Program,
  values: readonly string[],
  { prf = 'blake2s', locale }: { readonly prf?: Prf; readonly locale?: LocaleName } = {},
) {
  const table = tableOf({ v: program })
  const make = () => createRowMasker(table, ['v'], keys[prf], undefined)
  const masker = make()
  let asked = 0
  const counting = {
    ...masker,
    maskField: (writer: number) => {
      asked++
      return masker.maskField(writer)
    },
  }
  const codec = copy.createRowCodec(['v'], masker)
  const lane = kernelOf(prf, locale).lane(table, ['v'], copy.syntax, counting)
  if (!lane) throw new Error('no lane')
  const bytes = Buffer.from(values.map((value) => `${value.replaceAll('\\', '\\\\')}\n`).join(''))
  const run = (rows: typeof codec) => {
    const out = new ByteWriter(64)
    try {
      rows.maskRows(bytes, 0, bytes.length, out)
      return out.view().toString('latin1').split('\n')
    } catch (failure) {
      return [String(rows.row), String(failure)]
    }
  }
  const fast = run(createBlockCodec(codec, lane, copy.syntax))
  return { fast, plain: run(copy.createRowCodec(['v'], make())), asked }
}
