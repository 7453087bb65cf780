import { charsetOfDump } from './charset-on-wire.ts'
import type { Charset } from './charset.ts'
import { isMysqlUtf8 } from './mysql-charsets.ts'
import { wideCharset } from './wide.ts'

/**
 * What the text behind an introducer of MySQL (`_latin2'…'`) is in: `same`: its bytes are taken as those of the
 * statement are; undefined: in something that is not read here.
 *
 * @param introducer - with its underscore, in lower case.
 * @param statement - see Bulk.charset.
 */
export function introducedCharset(
  introducer: string,
  statement: string | undefined,
): Charset | 'same' | undefined {
  const charset = introducer.slice(1)
  if (!introducer.startsWith('_')) return undefined
  if (charset === 'binary' || charset === statement) return 'same'
  // Then it takes the column to know what the bytes beside it are in.
  if (statement === 'binary') return undefined
  if (isMysqlUtf8(charset)) return statement === undefined ? 'same' : utf8
  const wide = wideCharset(charset)
  const written = wide ?? charsetOfDump('mysql', charset)
  return typeof written === 'string' ? undefined : written
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** As a character set among others. */
export const utf8: Charset = {
  decode(bytes) {
    try {
      return decoder.decode(bytes)
    } catch {
      return undefined
    }
  },
  encode: (text) => Buffer.from(text),
}
