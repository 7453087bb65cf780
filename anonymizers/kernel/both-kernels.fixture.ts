import { ByteWriter } from '../dialects/byte-writer.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import { dialects } from '../dialects/registry.ts'
import { fromRegistry } from '../../core/registry.ts'
import { usualLocale, type LocaleName } from '../locales/registry.ts'
import { createBlockCodec } from '../pipeline/block-codec.ts'
import type { TablePlan } from '../plan.ts'
import { testKey } from './masking.fixture.ts'
import { createRowMasker, type FieldMasker } from './row-masker-of.ts'
import { createWasmKernel } from './wasm-kernel.ts'

/** Masks rows in COPY's text format, whose columns are those of `plan`, by both kernels. */
export async function bothKernels(plan: TablePlan, locale: LocaleName = usualLocale) {
  const dialect = await fromRegistry(dialects, 'dialect', 'pg-copy', 'POLIGON_INTERNAL')
  const columns = plan.columns.map(({ column }) => column)
  const asked: string[] = []
  const masker = createRowMasker(plan, columns, testKey, undefined)
  const watched: FieldMasker = {
    ...masker,
    mask: (fields) => {
      asked.push('row')
      return masker.mask(fields)
    },
    maskField: (writer) => {
      asked.push(columns[masker.writes[writer] as number] as string)
      return masker.maskField(writer)
    },
  }
  const lane = createWasmKernel(testKey, undefined, locale).lane(
    plan,
    columns,
    dialect.syntax,
    watched,
  )
  if (!lane) throw new TypeError('the kernel does not take the table')
  const block = createBlockCodec(dialect.createRowCodec(columns, watched), lane, dialect.syntax)
  const plain = dialect.createRowCodec(columns, createRowMasker(plan, columns, testKey, undefined))
  const run = (codec: RowCodec, rows: Buffer) => {
    const out = new ByteWriter(64)
    try {
      codec.maskRows(rows, 0, rows.length, out)
      return out.view().toString('latin1')
    } catch (failure) {
      return `row ${codec.row}: ${String(failure)}`
    }
  }
  return {
    inJavaScript: (rows: Buffer): string => run(plain, rows),
    /** `asked`: the columns, or `row`, that WASM asked JavaScript for. */
    inWasm(rows: Buffer): { readonly masked: string; readonly asked: readonly string[] } {
      asked.length = 0
      return { masked: run(block, rows), asked: [...asked] }
    },
  }
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
}
const field = (value: string | null) =>
  value?.replace(/[\\\n\t\r]/g, (sign) => escapes[sign] ?? sign) ?? '\\N'

/** Rows in COPY's text format. */
export const copyRows = (rows: readonly (readonly (string | null)[])[]): Buffer =>
  Buffer.from(rows.map((row) => `${row.map(field).join('\t')}\n`).join(''))
