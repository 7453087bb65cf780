import type { Catalogue, Table } from '../catalogue.ts'
import { quoteText, type Connection } from '../connect.ts'
import { keyColumn, type KeyColumn } from './key-literal.ts'

/** What undoing has to know of a schema; read once, when its template is frozen. */
export interface UndoPlan {
  /** Those whose rows can be put back: not the ones that keep their history. */
  readonly tables: ReadonlyMap<string, UndoTable>
  /** They are looked at by themselves. */
  readonly sequences: ReadonlySet<string>
  /** Foreign keys by which the server changes rows of `child` on its own, by the name of the parent. */
  readonly cascades: ReadonlyMap<string, readonly Cascade[]>
}

export interface UndoTable {
  readonly table: Table
  /** The primary key; empty when there is none, or none that can be told from the log. */
  readonly key: readonly KeyColumn[]
  /** Positions of columns that others refer to by a cascade. */
  readonly referred: ReadonlySet<number>
  /** Next AUTO_INCREMENT of a table for which InnoDB does not count. */
  readonly counter: string | null
}

/** MariaDB's log does not tell of rows that a foreign key removed or changed; MySQL's does. */
export interface Cascade {
  readonly parent: UndoTable
  readonly child: UndoTable
  /** Columns of the child and those of the parent that they refer to. */
  readonly columns: readonly { readonly child: string; readonly parent: string }[]
}

export async function readUndoPlan(
  connection: Connection,
  schema: string,
  catalogue: Catalogue,
): Promise<UndoPlan> {
  const at = quoteText(schema)
  const columns = await connection.rows(`
    SELECT TABLE_NAME AS tableName, COLUMN_NAME AS name, ORDINAL_POSITION AS position, DATA_TYPE AS type,
           COLUMN_TYPE AS fullType, CHARACTER_SET_NAME AS charset
    FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ${at} ORDER BY TABLE_NAME, ORDINAL_POSITION`)
  const counters = await connection.rows(`
    SELECT TABLE_NAME AS name, AUTO_INCREMENT AS next FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = ${at} AND TABLE_TYPE = 'BASE TABLE'`)
  const links = await connection.rows(`
    SELECT k.CONSTRAINT_NAME AS name, k.TABLE_NAME AS child, k.COLUMN_NAME AS childColumn,
           k.REFERENCED_TABLE_NAME AS parent, k.REFERENCED_COLUMN_NAME AS parentColumn
    FROM information_schema.KEY_COLUMN_USAGE k JOIN information_schema.REFERENTIAL_CONSTRAINTS r
      ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
    WHERE k.TABLE_SCHEMA = ${at} AND k.REFERENCED_TABLE_NAME IS NOT NULL
      AND NOT (r.DELETE_RULE IN ('RESTRICT', 'NO ACTION') AND r.UPDATE_RULE IN ('RESTRICT', 'NO ACTION'))
    ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION`)
  const columnsOf = Map.groupBy(columns, ({ tableName }) => tableName ?? '')
  const counterOf = new Map(counters.map(({ name, next }) => [name, next]))
  const tables = new Map(
    catalogue.tables.flatMap((table): [string, UndoTable][] => {
      if (!counterOf.has(table.name)) return []
      const own = columnsOf.get(table.name) ?? []
      const key = table.primaryKey.map((name) => keyColumn(described(own, name)))
      const isTold = key.every((column) => column !== undefined)
      const referred = links
        .filter(({ parent }) => parent === table.name)
        .map(({ parentColumn }) => described(own, parentColumn ?? '').position)
      const undo = {
        table,
        key: isTold ? key : [],
        referred: new Set(referred),
        counter: table.transactional ? null : (counterOf.get(table.name) ?? null),
      }
      return [[table.name, undo]]
    }),
  )
  const cascades = Map.groupBy(links, ({ child, name }) => JSON.stringify([child, name]))
    .values()
    .flatMap((parts): Cascade[] => {
      const [parent, child] = [
        tables.get(parts[0]?.['parent'] ?? ''),
        tables.get(parts[0]?.['child'] ?? ''),
      ]
      const columns = parts.map(({ childColumn, parentColumn }) => ({
        child: childColumn ?? '',
        parent: parentColumn ?? '',
      }))
      return parent && child ? [{ parent, child, columns }] : []
    })
  const sequences = new Set(catalogue.sequences)
  return { tables, sequences, cascades: Map.groupBy(cascades, ({ parent }) => parent.table.name) }
}

function described(columns: readonly Record<string, string | null>[], name: string) {
  const row = columns.find((column) => column['name'] === name)
  return {
    name,
    position: Number(row?.['position']) - 1,
    type: (row?.['type'] ?? '').toLowerCase(),
    fullType: row?.['fullType'] ?? '',
    charset: row?.['charset'] ?? null,
  }
}
