import type { TableName } from '../../../core/contracts/dump.ts'
import { roleOf, type TableRole } from '../table-role.ts'
import type { SampledColumn, SampledTable } from '../table-samples.ts'
import { spansIn, tokensOf } from '../tokens.ts'
import type { Dictionary } from '../words/dictionary.ts'
import { entriesOf } from '../words/language.ts'
import { questions } from '../words/modifiers.ts'
import { specialCategories, specialWords, type SpecialCategory } from './categories.ts'

/** A hint that a column may hold what is protected more than other personal data. Somebody should look. */
export interface SpecialNote {
  readonly table: TableName
  readonly column: string
  readonly category: SpecialCategory
  /** Words and shares; never a value. */
  readonly evidence: string
}

const byWord = (which: 'names' | 'values'): ReadonlyMap<string, SpecialCategory> =>
  new Map(
    specialCategories.flatMap((category) =>
      entriesOf(specialWords[category][which]).map((entry) => [
        entry.replaceAll(' ', ''),
        category,
      ]),
    ),
  )
const ofNames = byWord('names')
const ofValues = byWord('values')

/** Words that mean something else beside these: `health_check`, `children_count`, `is_pregnant` stays. */
const elsewhere = new Set(
  'check checks status url count ids probe endpoint score node nodes tree level path category of type hash color colour page template browser device'.split(
    ' ',
  ),
)

/** Short words, and what trees and programs are called too: only where persons are. */
const ambiguous = new Set<SpecialCategory>(['children', 'beliefs', 'genetic', 'health'])

/** Hints for the columns of one table. @param prefix - what all tables of the database begin with. */
export function specialNotes(
  { shape, columns }: SampledTable,
  prefix: string,
  dictionary: Dictionary,
): readonly SpecialNote[] {
  const role = roleOf(shape.name, prefix, dictionary)
  return columns.flatMap((column): SpecialNote[] => {
    const found = byName(column, role) ?? byValues(column)
    return found ? [{ table: shape.name, column: column.shape.name, ...found }] : []
  })
}

type Found = Pick<SpecialNote, 'category' | 'evidence'>

function byName({ shape: { name, kind } }: SampledColumn, role: TableRole): Found | undefined {
  const tokens = tokensOf(name)
  const [best] = spansIn(tokens, ofNames).toSorted((a, b) => b.text.length - a.text.length)
  if (!best || kind === 'timestamp' || tokens.at(-1) === 'id') return undefined
  if (tokens.slice(best.to).some((token) => elsewhere.has(token))) return undefined
  const isNear = role.head === 'person' || role.head === 'deed' || role.aboutPersons
  const isFlag = tokens.slice(0, best.from).some((token) => questions.has(token))
  if ((ambiguous.has(best.found) || isFlag || best.text.length < 5) && !isNear) return undefined
  return { category: best.found, evidence: `name: ${best.text}` }
}

const fewest = 2

/** Of short values a fifth, of texts one in fifty. */
function byValues({ shape, values }: SampledColumn): Found | undefined {
  if (shape.kind !== 'text' || values.length < fewest) return undefined
  const found = values.flatMap((value) => spansIn(tokensOf(value.slice(0, 500)), ofValues)[0] ?? [])
  const areShort = values.filter((value) => value.length <= 40).length > values.length / 2
  if (found.length < fewest || found.length < values.length * (areShort ? 0.2 : 0.02))
    return undefined
  const [[category] = []] = [...Map.groupBy(found, (one) => one.found)].toSorted(
    (a, b) => b[1].length - a[1].length,
  )
  return category && { category, evidence: `values: ${percent(found.length / values.length)}` }
}

const percent = (share: number): string => `${Math.max(1, Math.round(share * 100))} %`
