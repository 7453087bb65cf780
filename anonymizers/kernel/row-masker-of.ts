import { PoligonError } from '../../core/errors.ts'
import { names, say } from '../../core/redacted.ts'
import type { TablePlan } from '../plan.ts'
import type { RowMasker } from '../row-masker.ts'
import { ByteWriter } from './byte-writer.ts'
import { columnsRead } from './columns-read.ts'
import { compileStep, type Scope } from './interpret.ts'
import { createKernel } from './kernel.ts'
import type { PersonIndex } from './person-index.ts'
import { outcome, type Row, type Step } from './step.ts'
import type { KernelKey } from './keyed-function.ts'

/** A row masker that also masks single fields, for a kernel that leaves some of a row's to it. */
export interface FieldMasker extends RowMasker {
  /** For each of `writes` the places among the decoded fields that its program looks at. */
  readonly looksAt: readonly (readonly number[])[]
  /** Begins a row; of `fields` only those must be there that the fields to be masked look at. */
  nextRow(fields: readonly (Uint8Array | null)[]): void
  /**
   * Masks the field that is the `writer`th of `writes`, as {@link RowMasker.mask} does.
   *
   * @throws POLIGON_VALUE naming the column
   */
  maskField(writer: number): Uint8Array | null
}

/**
 * `part`: the path inside the column, empty for the whole; `value`: what was masked. Both are valid during
 * the call only.
 */
export type Observe = (
  column: string,
  part: string,
  mask: Uint8Array | null,
  value: Uint8Array | null,
) => void

interface Writer {
  readonly column: string
  /** Place among the decoded fields. */
  readonly at: number
  readonly step: Step
  readonly out: ByteWriter
}

/**
 * The masker of one table's rows whose fields come in the order of `columns`.
 *
 * @param key the masking key
 * @param persons needed when the plan takes personas from other tables
 * @param observe told of every mask that is not its input
 * @throws POLIGON_POLICY_UNCOVERED when the plan does not say what happens to one of `columns`.
 */
export function createRowMasker(
  table: TablePlan,
  columns: readonly string[],
  key: KernelKey,
  persons: PersonIndex | undefined,
  observe?: Observe,
): FieldMasker {
  const plans = new Map(table.columns.map((plan) => [plan.column, plan]))
  const uncovered = columns.filter((column) => !plans.has(column))
  if (uncovered.length > 0)
    throw new PoligonError('POLIGON_POLICY_UNCOVERED', {
      what: say`The policy does not say what happens to ${names(uncovered)}.`,
      place: { table: table.shape.name },
      remedy: say`Mask, keep or drop each of them.`,
    })
  const changed = columns.flatMap((column, position) => {
    const plan = plans.get(column)
    return plan && plan.treatment !== 'keep' && plan.program.op !== 'keep'
      ? [{ column, position, program: plan.program }]
      : []
  })
  const wanted = new Set(
    changed.flatMap(({ column, program }) => [column, ...columnsRead(program)]),
  )
  const reads = columns.flatMap((column, position) => (wanted.has(column) ? [position] : []))
  const places = new Map(reads.map((position, at) => [columns[position] as string, at]))
  const scope: Scope = {
    kernel: createKernel(key),
    position: (column) => places.get(column),
    persons,
    found: new Map(),
  }
  const writers = changed.map(({ column, program }): Writer => ({
    column,
    at: places.get(column) as number,
    step: inColumn(column, () => compileStep(program, observedIn(column, scope, observe))),
    out: new ByteWriter(),
  }))
  const looksAt = changed.map(({ column, program }) =>
    [column, ...columnsRead(program)].flatMap((one) => places.get(one) ?? []),
  )
  const row: Row = { serial: 0, fields: [] }
  const masked: (Uint8Array | null)[] = writers.map(() => null)

  function nextRow(fields: readonly (Uint8Array | null)[]): void {
    row.serial++
    row.fields = fields
  }

  function maskField(writer: number): Uint8Array | null {
    const { column, at, step, out } = writers[writer] as Writer
    const value = row.fields[at] ?? null
    out.length = 0
    let done
    try {
      done = step(value, row, out)
    } catch (failure) {
      throw naming(column, failure)
    }
    return done === outcome.written ? out.view() : done === outcome.null ? null : value
  }

  return {
    reads,
    writes: changed.map(({ position }) => position),
    looksAt,
    nextRow,
    maskField,
    mask(fields) {
      nextRow(fields)
      for (let i = 0; i < writers.length; i++) masked[i] = maskField(i)
      return masked
    },
  }
}

const observedIn = (column: string, scope: Scope, observe: Observe | undefined): Scope =>
  observe ? { ...scope, observe: (mask, part, value) => observe(column, part, mask, value) } : scope

function inColumn<T>(column: string, work: () => T): T {
  try {
    return work()
  } catch (failure) {
    throw naming(column, failure)
  }
}

/** Adds the column to an error about a value. */
function naming(column: string, failure: unknown): unknown {
  if (!(failure instanceof PoligonError) || failure.place.field !== undefined) return failure
  const { code, what, remedy, place } = failure
  return new PoligonError(code, {
    what,
    remedy,
    place: { ...place, field: column },
    cause: failure.cause,
  })
}
