import type { MaskReport } from '../../core/contracts/mask-report.ts'
import type { Counted } from './gates.ts'
import type { Limits } from './measure.ts'

/** As the report tells it. */
export const measuredOf = (
  counted: readonly Counted[],
  limits: Limits,
): Pick<MaskReport, 'measured' | 'limits'> => ({
  measured: counted.map(({ sensitive, diversity, columns, person, ...counts }) => ({
    ...counts,
    counted: person === undefined ? 'rows' : 'persons',
    columns: columns.map(({ column, precision }) => ({ column, precision })),
    sensitive: sensitive.map((column, i) => ({ column, fewest: diversity[i] ?? 0 })),
  })),
  ...(Object.keys(limits).length === 0 ? {} : { limits }),
})
