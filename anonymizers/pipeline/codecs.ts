import { fromRegistry } from '../../core/registry.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import { allDialects } from '../dialects/registry.ts'
import { transcoding } from '../charsets/transcoding.ts'
import type { LocaleName } from '../locales/registry.ts'
import { openPersonIndex } from '../kernel/person-index.ts'
import { shareWordImage } from '../kernel/persona-words.ts'
import { createRowMasker, type Observe } from '../kernel/row-masker-of.ts'
import { createWasmKernel } from '../kernel/wasm-kernel.ts'
import { createBlockCodec } from './block-codec.ts'
import type { MaskLane } from './lanes.ts'
import type { KernelKey } from '../kernel/keyed-function.ts'

/** All that a thread needs to mask rows. Plain data. */
export interface MaskSetup {
  readonly dialect: string
  readonly lanes: readonly Pick<MaskLane, 'table' | 'columns' | 'form'>[]
  readonly key: KernelKey
  readonly persons: SharedArrayBuffer | undefined
  /** The word lists, see kernel/persona-words.ts. */
  readonly words: SharedArrayBuffer
  /** Whose words those are. */
  readonly locale: LocaleName
}

/**
 * The codec of each lane, made when it is first asked for.
 *
 * @param observe - told of every mask, with the number of its lane; the kernel in JavaScript masks then.
 */
export async function createCodecs(
  setup: MaskSetup,
  observe?: (lane: number, ...mask: Parameters<Observe>) => void,
): Promise<(lane: number) => RowCodec> {
  shareWordImage(setup.words, setup.locale)
  const dialect = await fromRegistry(allDialects, 'dialect', setup.dialect, 'POLIGON_INTERNAL')
  const persons = setup.persons && openPersonIndex(setup.persons, setup.key)
  const made: RowCodec[] = []
  const kernel =
    observe || kernelInJavaScript() ? undefined : createWasmKernel(setup.key, persons, setup.locale)
  const make = (setUp: MaskSetup['lanes'][number], number: number): RowCodec => {
    const { table, columns, form } = setUp
    const computed = computedOf(setUp)
    const masker = createRowMasker(
      table,
      columns,
      setup.key,
      persons,
      observe && ((...mask) => observe(number, ...mask)),
    )
    const reader = transcoding(masker, table.shape, columns, form.charset)
    const codec = dialect.createRowCodec(columns, reader, computed, form)
    const syntax = form.syntax ?? dialect.syntax
    const usual = computed.length === 0 && form.charset === undefined && form.layout === undefined
    const lane = usual ? kernel?.lane(table, columns, syntax, masker) : undefined
    return lane ? createBlockCodec(codec, lane, syntax) : codec
  }
  return (number) => {
    const lane = setup.lanes[number]
    if (!lane) throw new RangeError(`no lane ${number}`)
    return (made[number] ??= make(lane, number))
  }
}

/** For tests that hold the two kernels against each other: `POLIGON_KERNEL=javascript`. */
export const kernelInJavaScript = () => process.env['POLIGON_KERNEL'] === 'javascript'

const computedOf = ({ table, columns }: MaskSetup['lanes'][number]): number[] =>
  columns.flatMap((column, position) =>
    table.shape.columns.some(({ name, generated }) => generated && name === column)
      ? [position]
      : [],
  )
