import type { Bulk } from '../../dialects/dialect.ts'

/** What rows are told apart by: whose they are, and how they are written. */
export const placeOf = ({ table, columns, syntax }: Bulk): string =>
  JSON.stringify(syntax === 'pg-values' ? [table] : [table, columns])
