import { createRowMasker } from '../kernel/row-masker-of.ts'
import type { TablePlan } from '../plan.ts'
import type { Ledger } from './ledger.ts'
import type { CollectingPlan, Leaf } from './leaves.ts'
import type { createValues } from './values-of.ts'

interface Inside {
  readonly table: TablePlan
  readonly plan: CollectingPlan
  readonly ledger: Ledger
  readonly remember: ReturnType<typeof createValues>
}

/** Finds originals by masking columns with what tells their leaves. */
export function createInner({ table, plan, ledger, remember }: Inside, columns: readonly string[]) {
  const changed = new Map<string, number>()
  const inner = createRowMasker(
    {
      ...table,
      columns: table.columns.map((one) =>
        columns.includes(one.column)
          ? one
          : { column: one.column, treatment: 'keep', reason: 'not looked at' },
      ),
    },
    table.columns.map(({ column }) => column),
    { bytes: new Uint8Array(32), prf: 'blake2s' },
    undefined,
    (column, part, mask, value) => {
      if (mask === null || value === null || value.length === 0) return
      const numbers = plan.leafOf(mask)
      if (!numbers) return
      const leaf = plan.leaves[numbers.usual] as Leaf
      if (part === '' && leaf.changes) changed.set(column, ledger.exact(value))
      remember(numbers, value)
    },
  )
  const names = inner.reads.map((at) => (table.columns[at] as { column: string }).column)
  const wanted: (Uint8Array | null)[] = names.map(() => null)
  return {
    /** Of the last row: fingerprints of what is masked whole. */
    changed,
    see(field: (column: string) => Uint8Array | null): void {
      changed.clear()
      for (let i = 0; i < names.length; i++) {
        const value = field(names[i] as string)
        wanted[i] = value
      }
      inner.mask(wanted)
    },
  }
}
