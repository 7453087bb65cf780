import { transcoding } from '../charsets/transcoding.ts'
import type { TableShape } from '../column.ts'
import type { Bulk, Dialect, RowCodec } from '../dialects/dialect.ts'
import type { RowMasker } from '../row-masker.ts'
import { formOf } from './lanes.ts'

/** Shows `masker` the values of rows in UTF-8; for passes that look at rows and change nothing. */
export const createRowReader = (
  dialect: Dialect,
  bulk: Bulk,
  shape: TableShape,
  columns: readonly string[],
  masker: RowMasker,
): RowCodec =>
  dialect.createRowCodec(
    columns,
    transcoding(masker, shape, columns, bulk.charset),
    [],
    formOf(bulk),
  )
