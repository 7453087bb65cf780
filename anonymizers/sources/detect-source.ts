import { PoligonError } from '../../core/errors.ts'
import { name, names, say } from '../../core/redacted.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { dialects } from '../dialects/registry.ts'

/** How many bytes tell what a dump is. */
export const headSize = 64 * 1024

/**
 * The dialect of a dump that starts with `head`, by its content.
 *
 * @throws POLIGON_SOURCE with one sentence when it is none that is read.
 */
export async function detectDialect(head: Buffer, label: string): Promise<Dialect> {
  if (head.length === 0)
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(label)} is empty.`,
      remedy: say`Take the dump again.`,
    })
  if (startsWith('efbbbf')(head))
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(label)} begins with a byte order mark: an editor or a shell has written it anew.`,
      remedy: say`Take the dump again with --result-file (pg_dump: --file), or leave the mark out: \`tail -c +4 ${name(label)} | poligon mask - …\`.`,
    })
  const all = await Promise.all(Object.values(dialects).map(async (load) => (await load()).default))
  const [best] = all
    .map((dialect) => ({ dialect, sure: dialect.recognises(head) }))
    .toSorted((a, b) => b.sure - a.sure)
  if (best && best.sure > 0) return best.dialect
  const foreign = foreignKinds.find(({ recognises }) => recognises(head))
  throw new PoligonError('POLIGON_SOURCE', {
    what: foreign
      ? say`${name(label)} is ${name(foreign.what)}, which is not read yet.`
      : say`${name(label)} is no dump of a known kind (${names(all.map(({ describe }) => describe))}, plain or in gzip, zstd or lz4).`,
    remedy: foreign
      ? foreign.unpack === undefined
        ? say`Take it again as plain SQL.`
        : say`Make plain SQL of it: \`${name(foreign.unpack)} ${name(label)} | poligon mask - …\`.`
      : say`Take it with pg_dump, mysqldump or mariadb-dump.`,
  })
}

const startsWith = (hex: string) => (head: Buffer) => {
  const magic = Buffer.from(hex, 'hex')
  return head.subarray(0, magic.length).equals(magic)
}

function isUtf16(head: Buffer): boolean {
  return ['fffe', 'feff'].some((mark) => startsWith(mark)(head))
}

const foreignKinds: readonly {
  readonly what: string
  /** Undefined when nothing makes SQL of it. */
  readonly unpack?: string
  readonly recognises: (head: Buffer) => boolean
}[] = [
  {
    what: 'a pg_dump in custom format, packed once more',
    unpack: 'gzip -dc',
    recognises: (head) => head.toString('latin1', 0, 5) === 'PGDMP',
  },
  {
    what: 'a pg_dump in tar format, packed once more',
    unpack: 'gzip -dc',
    recognises: (head) =>
      head.toString('latin1', 257, 262) === 'ustar' && head.toString('latin1', 0, 7) === 'toc.dat',
  },
  {
    what: 'XML (mysqldump --xml)',
    recognises: (head) =>
      /^\s*(?:<\?xml[^>]*>\s*)?<mysqldump\b/.test(head.toString('latin1', 0, 400)),
  },
  { what: 'text in UTF-16, as PowerShell redirects it', recognises: isUtf16 },
  { what: 'packed with xz', unpack: 'xz -dc', recognises: startsWith('fd377a585a00') },
  { what: 'packed with bzip2', unpack: 'bzip2 -dc', recognises: startsWith('425a68') },
  { what: 'a zip archive', unpack: 'unzip -p', recognises: startsWith('504b0304') },
]
