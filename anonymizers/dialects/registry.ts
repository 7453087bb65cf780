import type { Registry } from '../../core/registry.ts'
import type { Dialect } from './dialect.ts'

/** The syntaxes of dumped data. A new one is a file beside this one and a line here. */
export const dialects: Registry<Dialect> = {
  'pg-copy': () => import('./pg-copy.ts'),
  'mysql-insert': () => import('./mysql-insert.ts'),
}

/** With what sources are made into that are no dumps. */
export const allDialects: Registry<Dialect> = {
  ...dialects,
  'exchange-files': () => import('../exchange/dialect.ts'),
}
