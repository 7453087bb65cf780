import type { EngineFamily } from '../../core/contracts/dump.ts'
import type { ColumnShape } from '../column.ts'
import { charsetOf, isAscii, type Charset } from './charset.ts'
import { isMysqlUtf8, mysqlCharset, mysqlIsWide } from './mysql-charsets.ts'
import { wideCharset } from './wide.ts'
import { postgresCharset } from './postgres-charsets.ts'

/**
 * What texts of a dump are written in. `unknown`: in something of which only ASCII can be read; `wide`: in
 * something that has other bytes for ASCII too.
 */
export type WrittenIn = 'utf-8' | 'unknown' | 'wide' | Charset

/** What reads names and statements. */
export function textReader(
  family: EngineFamily,
  written: string | undefined,
): (bytes: Uint8Array) => string {
  const charset = charsetOfDump(family, written)
  const utf8 = (bytes: Uint8Array) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
  if (typeof charset === 'string') return utf8
  return (bytes) => (isAscii(bytes) ? utf8(bytes) : (charset.decode(bytes) ?? utf8(bytes)))
}

/** Of statements. @param written - see Bulk.charset. */
export function charsetOfDump(family: EngineFamily, written: string | undefined): WrittenIn {
  if (written === undefined || written === 'binary') return 'utf-8'
  if (family !== 'postgres' && mysqlIsWide(written)) return 'wide'
  const form = family === 'postgres' ? postgresCharset(written) : mysqlCharset(written)
  return form ? charsetOf(form) : 'unknown'
}

/** Of the values of a column: bytes are in none. */
export function charsetOfColumn(
  family: EngineFamily,
  written: string | undefined,
  { kind, charset }: Pick<ColumnShape, 'kind' | 'charset'>,
): WrittenIn {
  if (kind === 'binary' || (kind === 'other' && family !== 'postgres')) return 'utf-8'
  if (written !== 'binary') return charsetOfDump(family, written)
  if (charset === undefined || isMysqlUtf8(charset)) return 'utf-8'
  return wideCharset(charset) ?? charsetOfDump(family, charset)
}
