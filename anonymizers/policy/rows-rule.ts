import type { SourceText } from '../../core/source-text.ts'
import type { WrittenRows } from '../policy-schema.ts'
import { shareOf } from '../subset/parse-subset.ts'
import { misreadAt } from './misread.ts'

/** Which rows of a table stay: none, all of them whatever a preset says, a share, or the first ones of the dump. */
export type RowsRule =
  | { readonly verb: 'empty'; readonly reason?: string }
  | { readonly verb: 'keep'; readonly reason: string }
  | {
      readonly verb: 'take'
      readonly take: { readonly share: number } | { readonly first: number }
    }

/** @throws POLIGON_CONFIG when the share is no share. */
export function readRows(
  source: Pick<SourceText<unknown>, 'file' | 'position'>,
  path: readonly PropertyKey[],
  written: WrittenRows | undefined,
): RowsRule | undefined {
  if (written === undefined) return undefined
  if (written === 'empty') return { verb: 'empty' }
  if ('empty' in written) return { verb: 'empty', reason: written.empty }
  if ('keep' in written) return { verb: 'keep', reason: written.keep }
  if ('first' in written) return { verb: 'take', take: written }
  const share = misreadAt(source, [...path, 'sample'], () =>
    shareOf(Number.parseFloat(written.sample)),
  )
  return { verb: 'take', take: { share } }
}
