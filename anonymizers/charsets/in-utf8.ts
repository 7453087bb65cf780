import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { charsetOfDump } from './charset-on-wire.ts'
import { postgresCharset } from './postgres-charsets.ts'

const setting =
  /^((?:\s|--[^\n]*\n)*set\s+(?:session\s+|local\s+)?(?:client_encoding\s*(?:=|to)|names)\s*)'?([\w-]+)'?/i

/**
 * A part of a plain pg_dump in UTF-8, and what sets the encoding of the session too.
 *
 * @param charset - see Bulk.charset.
 * @throws POLIGON_VALUE when it is no text of its encoding.
 */
export function inUtf8(
  bytes: Uint8Array,
  charset: string | undefined,
  statement: boolean,
): Uint8Array {
  const written = charsetOfDump('postgres', charset)
  if (typeof written === 'string') return statement ? inSession(bytes) : bytes
  const text = written.decode(bytes)
  if (text !== undefined) return statement ? inSession(Buffer.from(text)) : Buffer.from(text)
  throw new PoligonError('POLIGON_VALUE', {
    what: say`The dump holds bytes that are no text of its encoding.`,
    remedy: say`Take it again with \`pg_dump --encoding=UTF8\`.`,
  })
}

function inSession(bytes: Uint8Array): Uint8Array {
  if (bytes.length > longestSetting) return bytes
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
  const [, , encoding] = setting.exec(text) ?? []
  if (encoding === undefined || !postgresCharset(encoding)) return bytes
  return Buffer.from(text.replace(setting, "$1'UTF8'"))
}

/** Longer statements only define something. */
const longestSetting = 4096
