/** What a column can be given. A Date becomes the server's text in UTC. */
export type Value = string | number | boolean | Date | null

/** A table's rows, made while they are written: memory does not grow with them. */
export interface TableRows {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: Iterable<readonly Value[]>
}

/** `1234` grosz → `12.34`. */
export function money(grosz: number): string {
  return `${Math.trunc(grosz / 100)}.${String(grosz % 100).padStart(2, '0')}`
}

/** A lazily made table; `columns` is one string with blanks between the names. */
export function table(
  name: string,
  columns: string,
  rows: () => Iterable<readonly Value[]>,
): TableRows {
  return {
    table: name,
    columns: columns.trim().split(/\s+/),
    rows: { [Symbol.iterator]: () => rows()[Symbol.iterator]() },
  }
}
