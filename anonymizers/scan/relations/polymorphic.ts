import type { ColumnShape, TableShape } from '../../column.ts'
import { tokensOf } from '../tokens.ts'
import type { KeyTables } from './key-tables.ts'
import { isAlike, type ProposedRelation, type ValuesOf } from './proposed-relation.ts'

/** What says which table a number belongs to: `owner_type` of `owner_id`, `res_model` of `res_id`. */
const sayers = ['type', 'class', 'model', 'table', 'entity', 'kind', 'typ', 'klasa', 'rodzaj']

/** More different words than that name no tables. */
const mostTypes = 50

/** References of which another column says where they lead, in words that are names of tables. */
export function polymorphicRelations(
  table: TableShape,
  targets: KeyTables,
  valuesOf: ValuesOf,
): readonly ProposedRelation[] {
  return table.columns.flatMap((id) => {
    const type = typeColumn(table, id)
    if (!type) return []
    const values = valuesOf({ table: table.name, column: type.name })?.samples.values ?? []
    if (values.length > mostTypes) return []
    return values.toSorted().flatMap((value): ProposedRelation[] => {
      const [target, ...more] = targets.called(wordsOfType(value))
      if (!target || more.length > 0 || !isName(value) || !isAlike(id, target.key)) return []
      return [
        {
          from: { table: table.name, column: id.name },
          to: { table: target.shape.name, column: target.key.name },
          when: `${type.name} = '${value}'`,
          evidence: [`name: ${type.name}`, 'values: names of tables'],
        },
      ]
    })
  })
}

function typeColumn(table: TableShape, id: ColumnShape): ColumnShape | undefined {
  const words = tokensOf(id.name)
  if (words.length < 2 || !/^(?:id|uuid|key)$/.test(words.at(-1) ?? '')) return undefined
  const base = words.slice(0, -1).join(' ')
  const wanted = [...sayers.map((one) => `${base} ${one}`), base]
  return table.columns.find(
    (column) => column.kind === 'text' && wanted.includes(tokensOf(column.name).join(' ')),
  )
}

/** `App\Models\SalesOrder`, `sale.order`, `orders`. */
const wordsOfType = (value: string): readonly string[] =>
  tokensOf(value.slice(value.lastIndexOf('\\') + 1))

/** What a table or a class may be called: no value of anybody. */
const isName = (value: string): boolean => /^[a-z_][\w\\.:-]{1,80}$/i.test(value)
