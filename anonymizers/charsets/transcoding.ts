import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import type { RowMasker } from '../row-masker.ts'
import type { TableShape } from '../column.ts'
import { charsetOfColumn, type WrittenIn } from './charset-on-wire.ts'
import { isAscii } from './charset.ts'

/**
 * A masker of rows in other character sets around one that knows UTF-8 only. What is not changed stays as
 * it was written, byte for byte.
 *
 * @param columns - in the order of the fields.
 * @param written - see Bulk.charset.
 * @throws POLIGON_VALUE when a value is no text of its character set.
 */
export function transcoding(
  masker: RowMasker,
  { family, columns: shapes }: TableShape,
  columns: readonly string[],
  written: string | undefined,
): RowMasker {
  if (written === undefined) return masker
  const charsets = columns.map((column): WrittenIn => {
    const shape = shapes.find(({ name }) => name === column)
    return shape ? charsetOfColumn(family, written, shape) : 'utf-8'
  })
  const { reads, writes, takesAnything, passesOver } = masker
  const decoded: (Uint8Array | null)[] = reads.map(() => null)
  const inputOf = writes.map((position) => reads.indexOf(position))
  const result: (Uint8Array | null)[] = writes.map(() => null)
  return {
    reads,
    writes,
    ...(takesAnything ? { takesAnything } : {}),
    ...(passesOver ? { passesOver } : {}),
    mask(fields) {
      for (const [i, position] of reads.entries())
        decoded[i] = takesAnything
          ? readable(fields[i] ?? null, charsets[position] ?? 'utf-8')
          : decode(fields[i] ?? null, charsets[position] ?? 'utf-8', columns[position])
      const masked = masker.mask(decoded)
      for (const [i, position] of writes.entries()) {
        const value = masked[i] ?? null
        const input = inputOf[i] as number
        result[i] =
          input >= 0 && value === decoded[input]
            ? (fields[input] ?? null)
            : encode(value, charsets[position] ?? 'utf-8')
      }
      return result
    },
  }
}

const isWide = (charset: WrittenIn): boolean =>
  charset === 'wide' || (typeof charset === 'object' && charset.isWide === true)

/** Undefined: it is no text of its character set. */
function inUtf8(value: Uint8Array | null, charset: WrittenIn): Uint8Array | null | undefined {
  if (value === null || charset === 'utf-8') return value
  if (value.length === 0 || (!isWide(charset) && isAscii(value))) return value
  const text = typeof charset === 'string' ? undefined : charset.decode(value)
  return text === undefined ? undefined : Buffer.from(text)
}

const readable = (value: Uint8Array | null, charset: WrittenIn): Uint8Array | null =>
  inUtf8(value, charset) ?? value

function decode(
  value: Uint8Array | null,
  charset: WrittenIn,
  column: string | undefined,
): Uint8Array | null {
  const text = inUtf8(value, charset)
  if (text !== undefined) return text
  throw new PoligonError('POLIGON_VALUE', {
    what:
      typeof charset === 'string'
        ? say`The column is in a character set that is not read.`
        : say`A value is no text of the character set of its column.`,
    remedy: say`Take the dump with \`--default-character-set=utf8mb4\`, or keep the column with a reason.`,
    place: column === undefined ? {} : { field: column },
  })
}

function encode(value: Uint8Array | null, charset: WrittenIn): Uint8Array | null {
  if (value === null || typeof charset === 'string') return value
  if (!charset.isWide && isAscii(value)) return value
  return charset.encode(Buffer.from(value.buffer, value.byteOffset, value.length).toString())
}
