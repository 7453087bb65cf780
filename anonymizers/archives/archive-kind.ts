import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { EngineFamily } from '../../core/contracts/dump.ts'
import { tableData, type Archive } from './archive.ts'

/** How a copy is written: as plain SQL, or as an archive of pg_dump. */
export const copyFormats = ['plain', 'custom', 'directory', 'tar'] as const

export type CopyFormat = (typeof copyFormats)[number]

/** What a copy is made of. */
export interface Original {
  readonly archive: Archive | undefined
  /** Of the dump; undefined when it is a folder or files of exchange. */
  readonly family: EngineFamily | undefined
}

/**
 * The kind of archive that a copy becomes; undefined: none. What was asked for counts; then an archive stays
 * of its kind, unless the target is a stream or is named as SQL; then the name of the target does, for
 * dumps of PostgreSQL: `.dump`, `.tar`, and a slash at the end for a directory.
 *
 * @throws POLIGON_USAGE when it can be none, or not there.
 */
export function archiveKindOf(
  { archive, family }: Original,
  target: string,
  format: CopyFormat | undefined,
): Archive['container'] | undefined {
  if (format === 'plain') return undefined
  if (format !== undefined) {
    if (family !== 'postgres') throw notOfPostgres()
    if (target === '-' && format !== 'custom') throw notStreamed()
    return format
  }
  if (isText(target)) return undefined
  if (archive) return archive.container
  if (family !== 'postgres') return undefined
  return endings.find(({ ending }) => target.endsWith(ending))?.kind
}

/** Whether a target without a format is text whatever the source is. */
export const isText = (target: string): boolean =>
  target === '-' || /\.sql(?:\.gz|\.zst)?$/.test(target)

const endings = [
  { ending: '.dump', kind: 'custom' },
  { ending: '.tar', kind: 'tar' },
  { ending: '/', kind: 'directory' },
] as const

/** Whether its own contents can stay, with the rows in them masked. */
export const keepsContents = (
  { container, toc }: Archive,
  kind: Archive['container'] | undefined,
  target: string,
): boolean =>
  kind === container &&
  target !== '-' &&
  !toc.entries.some((entry) => entry.kind === tableData && entry.hasData && entry.copy === '')

const notOfPostgres = () =>
  new PoligonError('POLIGON_USAGE', {
    what: say`Only a dump of PostgreSQL can become an archive of pg_dump.`,
    remedy: say`Leave ${name('--format')} out.`,
  })

const notStreamed = () =>
  new PoligonError('POLIGON_USAGE', {
    what: say`Of the archives only a custom one can go to stdout.`,
    remedy: say`Name a file or folder, or take ${name('--format custom')}.`,
  })
