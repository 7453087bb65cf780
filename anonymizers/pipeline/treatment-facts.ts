import { readFileSync } from 'node:fs'
import type { MaskReport } from '../../core/contracts/mask-report.ts'
import { ruleBook, type Decided } from '../bind/rule-book.ts'
import { withTablePrefixes } from '../bind/table-prefix.ts'
import type { TableShape } from '../column.ts'
import type { MaskPlan, TablePlan } from '../plan.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import type { Treatment } from '../policy/treatment.ts'
import { lawsOf, type Laws } from '../transformer.ts'

type Facts = Pick<MaskReport, 'treatments' | 'uniqueKeys'>

/** What the policy does to the columns that it does not keep, and why unique keys stay unique. */
export function treatmentFacts(
  loaded: LoadedPolicy,
  plan: MaskPlan,
  tables: readonly TableShape[],
): Facts {
  const policy = withTablePrefixes(loaded, tables)
  const book = ruleBook(policy)
  const isMarked = createMarks()
  const treatments: Facts['treatments'] = []
  const uniqueKeys: Facts['uniqueKeys'] = []
  for (const table of plan.tables) {
    const laws = new Map<string, readonly Laws[]>()
    for (const one of table.columns) {
      if (one.treatment === 'keep') continue
      const decided = book.treatment(table.shape, one.column)
      const inner = decided ? masksIn(decided.value) : []
      const promised = inner.flatMap(({ transformer, params }) => {
        const known = policy.transformers.get(transformer)
        return known ? [lawsOf(known, params)] : []
      })
      laws.set(one.column, promised)
      treatments.push({
        table: table.shape.name,
        column: one.column,
        ...(one.treatment === 'drop'
          ? { treatment: 'drop' }
          : {
              treatment: 'mask',
              transformer: one.transformer,
              harmless: promised.every(({ harmless }) => harmless),
            }),
        ...(inner.some(({ transformer }) => secrets.has(transformer)) ? { secret: true } : {}),
        ...(decided && isMarked(decided) ? { review: true } : {}),
      })
    }
    uniqueKeys.push(...keysOf(table, laws))
  }
  return { treatments, uniqueKeys }
}

const secrets = new Set(['secret', 'passwordHash'])

type Mask = Extract<Treatment, { verb: 'mask' }>

function masksIn(treatment: Treatment): readonly Mask[] {
  switch (treatment.verb) {
    case 'mask':
      return [treatment]
    case 'keep':
    case 'drop':
      return []
    case 'walk':
      return treatment.paths.flatMap((one) => masksIn(one.treatment))
    case 'chosen':
      return [
        ...treatment.cases.flatMap((one) => masksIn(one.treatment)),
        ...(treatment.other === 'stop' ? [] : masksIn(treatment.other)),
      ]
    case 'when':
      return [...masksIn(treatment.matching), ...masksIn(treatment.otherwise)]
  }
}

/** Keys that hold a column that is masked. A lossy mask is refused where no other column keeps rows apart. */
function keysOf(
  { shape }: TablePlan,
  laws: ReadonlyMap<string, readonly Laws[]>,
): Facts['uniqueKeys'] {
  return shape.uniqueKeys.flatMap((columns) => {
    const promised = columns.flatMap((column) => laws.get(column) ?? [])
    if (!columns.some((column) => laws.has(column))) return []
    const all = (unique: Laws['unique']) => promised.every((one) => one.unique === unique)
    const kept = promised.some(({ unique }) => unique === 'lossy')
    const proof = kept ? 'other columns' : all('bijective') ? 'bijection' : 'width'
    return [{ table: shape.name, columns: [...columns], proof }]
  })
}

/** Whether the line of a rule says in a comment that somebody should look, as `scan --write` has it. */
function createMarks(): (decided: Decided<Treatment>) => boolean {
  const files = new Map<string, readonly string[]>()
  return ({ layer, path }) => {
    const lines = files.get(layer.file) ?? readFileSync(layer.file, 'utf8').split('\n')
    files.set(layer.file, lines)
    return /\s#.*\breview\b/.test(lines[layer.position(path).line - 1] ?? '')
  }
}
