import type { TableName } from '../core/contracts/dump.ts'
import { exitCodes, PoligonError, type ErrorCode, type Place } from '../core/errors.ts'
import type { MaskOptions } from './pipeline/mask-options.ts'
import { openMasking } from './pipeline/masking.ts'
import { checkRoom, preflight, type Preflight } from './pipeline/preflight.ts'
import type { Sample } from './pipeline/samples.ts'
import type { ColumnPlan, MaskPlan } from './plan.ts'
import { planTarget } from './targets/target.ts'

/** What masking would do, with masks to look at and not one original. */
export interface DryRun {
  /** Undefined when the source could not even be opened as the policy wants. */
  readonly preflight: Preflight | undefined
  readonly tables: readonly DryTable[]
  /** What would stop the run; the first of its kind, as a run ends there. */
  readonly stops: readonly {
    readonly code: ErrorCode
    readonly message: string
    readonly place: Place
    readonly exit: number
  }[]
}

export interface DryTable {
  readonly table: TableName
  readonly rows: 'masked' | 'left out'
  readonly columns: readonly DryColumn[]
}

export type DryColumn = { readonly column: string } & (
  | {
      readonly treatment: 'mask'
      readonly transformer: string
      /** Of the first rows; a value that came out as it went in is not among them. */
      readonly samples: readonly Pick<Sample, 'part' | 'masks'>[]
    }
  | { readonly treatment: 'keep'; readonly reason: string; readonly risk?: 'indirect' | 'low' }
  | { readonly treatment: 'drop' }
)

export interface DryRunOptions extends MaskOptions {
  /** A file or `-` that the copy would go to; undefined: nothing is checked of it. */
  readonly target?: string
}

/**
 * Does everything that masking does and writes nothing: the whole source is read and masked, so that
 * a value which would stop the run is found.
 *
 * @throws what openMasking throws that no policy and no dump is the reason of: a source that is not
 *   there, a key that is none.
 */
export async function dryRun(options: DryRunOptions): Promise<DryRun> {
  const found: { tables: readonly DryTable[]; preflight: Preflight | undefined } = {
    tables: [],
    preflight: undefined,
  }
  const { target, signal = new AbortController().signal } = options
  try {
    await using masking = await openMasking(
      { ...options, verify: false },
      async (inputs, source) => {
        if (target !== undefined) await planTarget(target, process.stdout).check(inputs)
        const file = target === undefined || target === '-' ? undefined : target
        found.preflight = await preflight(source, options, file, signal)
        if (file !== undefined) checkRoom(found.preflight, file)
      },
    )
    found.tables = tablesOf(masking.plan, await masking.samples())
    for await (const { bytes } of masking.batches()) masking.memory.give(bytes)
  } catch (failure) {
    if (!(failure instanceof PoligonError) || !isStop(failure)) throw failure
    const { code, message, place, exitCode: exit } = failure
    return { ...found, stops: [{ code, message, place, exit }] }
  }
  return { ...found, stops: [] }
}

const isStop = ({ code, exitCode }: PoligonError) =>
  exitCode === exitCodes.refused || code === 'POLIGON_DUMP_SYNTAX' || code === 'POLIGON_TARGET'

function tablesOf(plan: MaskPlan, samples: readonly Sample[]): DryTable[] {
  return plan.tables.map(({ shape, rows, columns }) => ({
    table: shape.name,
    rows: rows === 'empty' ? 'left out' : 'masked',
    columns: shape.columns.flatMap(({ name }) => {
      const column = columns.find((one) => one.column === name)
      const own = samples.filter((one) => one.table === shape.name && one.column === name)
      return column ? [columnOf(column, own)] : []
    }),
  }))
}

function columnOf(plan: ColumnPlan, samples: readonly Sample[]): DryColumn {
  const { column } = plan
  switch (plan.treatment) {
    case 'keep':
      return {
        column,
        treatment: 'keep',
        reason: plan.reason,
        ...(plan.risk === undefined ? {} : { risk: plan.risk }),
      }
    case 'drop':
      return { column, treatment: 'drop' }
    case 'mask':
      return {
        column,
        treatment: 'mask',
        transformer: plan.transformer,
        samples: samples.map(({ part, masks }) => ({ part, masks })),
      }
  }
}
