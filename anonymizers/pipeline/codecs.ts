import { fromRegistry } from '../../core/registry.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import { dialects } from '../dialects/registry.ts'
import { openPersonIndex } from '../kernel/person-index.ts'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import type { MaskLane } from './lanes.ts'

/** All that a thread needs to mask rows. Plain data. */
export interface MaskSetup {
  readonly dialect: string
  readonly lanes: readonly Pick<MaskLane, 'table' | 'columns' | 'form'>[]
  readonly key: Uint8Array
  readonly persons: SharedArrayBuffer | undefined
}

/** The codec of each lane, made when it is first asked for. */
export async function createCodecs(setup: MaskSetup): Promise<(lane: number) => RowCodec> {
  const dialect = await fromRegistry(dialects, 'dialect', setup.dialect, 'POLIGON_INTERNAL')
  const persons = setup.persons && openPersonIndex(setup.persons, setup.key)
  const made: RowCodec[] = []
  return (number) => {
    const lane = setup.lanes[number]
    if (!lane) throw new RangeError(`no lane ${number}`)
    return (made[number] ??= dialect.createRowCodec(
      lane.columns,
      createRowMasker(lane.table, lane.columns, setup.key, persons),
      computedOf(lane),
      lane.form,
    ))
  }
}

const computedOf = ({ table, columns }: MaskSetup['lanes'][number]): number[] =>
  columns.flatMap((column, position) =>
    table.shape.columns.some(({ name, generated }) => generated && name === column)
      ? [position]
      : [],
  )
