import type { DefinitionMasker } from '../definitions/definition-masker.ts'
import { integerBytes } from './toc-reader.ts'
import type { DataPlace, Toc, TocEntry } from './toc.ts'

/** The contents of an archive with its definitions masked; offsets of data are where they then stand. */
export function maskedToc(toc: Toc, masker: DefinitionMasker): Toc {
  const pieces: Uint8Array[] = []
  let at = 0
  let moved = 0
  const entries = toc.entries.map((entry): TocEntry => {
    const { from, to } = entry.writtenDefinition
    const written = toc.bytes.subarray(from, to)
    const masked = masker.mask(written, toc.encoding)
    if (masked !== written) {
      pieces.push(
        toc.bytes.subarray(at, from - toc.intSize - 1),
        integerBytes(masked.length, toc.intSize),
        masked,
      )
      at = to
      moved += masked.length - written.length
    }
    return { ...entry, data: movedBy(entry.data, moved) }
  })
  return at === 0
    ? toc
    : { ...toc, entries, bytes: Buffer.concat([...pieces, toc.bytes.subarray(at)]) }
}

const movedBy = (data: DataPlace, bytes: number): DataPlace =>
  data.kind === 'offset' ? { ...data, writtenAt: data.writtenAt + bytes } : data
