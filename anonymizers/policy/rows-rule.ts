import type { SourceText } from '../../core/source-text.ts'
import type { WrittenRows } from '../policy-schema.ts'
import { shareOf } from '../subset/parse-subset.ts'
import { misreadAt } from './misread.ts'

/** Which rows of a table stay: none, a share of them, or the first ones of the dump. */
export type RowsRule = 'empty' | { readonly share: number } | { readonly first: number }

/** @throws POLIGON_CONFIG when the share is no share. */
export function readRows(
  source: Pick<SourceText<unknown>, 'file' | 'position'>,
  path: readonly PropertyKey[],
  written: WrittenRows | undefined,
): RowsRule | undefined {
  if (written === undefined || written === 'empty') return written
  if ('first' in written) return written
  return {
    share: misreadAt(source, [...path, 'sample'], () => shareOf(Number.parseFloat(written.sample))),
  }
}
