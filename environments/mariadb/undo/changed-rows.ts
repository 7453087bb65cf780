import type { RowChange } from '../../../core/contracts/change-log.ts'
import type { TextRow } from '../../running.ts'
import { columnList } from '../catalogue.ts'
import { quoteName, type Connection } from '../connect.ts'
import { inKeys, keyLiteral, keyTuple } from './key-tuple.ts'
import type { TouchedRows } from './touched-rows.ts'
import type { UndoTable } from './undo-plan.ts'

/**
 * The touched rows of schema `to` that are not as in schema `from`. `undefined` when one of the tables can
 * only be compared as a whole.
 */
export async function changedRows(
  connection: Connection,
  touched: TouchedRows,
  from: string,
  to: string,
): Promise<readonly RowChange[] | undefined> {
  const changes: RowChange[] = []
  for (const { undo, keys } of touched.tables.values()) {
    if (!keys) return undefined
    if (keys.size === 0) continue
    const before = await rowsOf(connection, undo, keys, from)
    const after = await rowsOf(connection, undo, keys, to)
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const change = compared(undo, before.get(key), after.get(key))
      if (change) changes.push(change)
    }
  }
  return changes
}

async function rowsOf(
  connection: Connection,
  { table, key }: UndoTable,
  keys: ReadonlySet<string>,
  schema: string,
): Promise<ReadonlyMap<string, TextRow>> {
  const rows = await connection.rows(
    `SELECT ${keyLiteral(key, 't')} AS \`${keyAlias}\`, ${columnList(table, 't.')}
     FROM ${quoteName(schema)}.${quoteName(table.name)} t WHERE ${inKeys(keyTuple(key, 't'), keys)}`,
  )
  return new Map(rows.map(({ [keyAlias]: tuple, ...row }) => [tuple ?? '', row]))
}

/** No column can be named so: a name has at most 64 characters, an alias 256. */
const keyAlias = 'key'.padEnd(65, '_')

function compared(
  { table, key }: UndoTable,
  before: TextRow | undefined,
  after: TextRow | undefined,
): RowChange | undefined {
  const row = after ?? before
  if (!row) return undefined
  const isSame = before && after && table.columns.every(({ name }) => before[name] === after[name])
  if (isSame) return undefined
  return {
    table: table.name,
    change: !before ? 'insert' : !after ? 'delete' : 'update',
    key: Object.fromEntries(key.map(({ name }) => [name, row[name] ?? null])),
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
  }
}
