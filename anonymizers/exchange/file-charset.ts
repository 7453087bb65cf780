import { charsetOfDump } from '../charsets/charset-on-wire.ts'
import type { FileCharset } from './file-rules.ts'

/** PostgreSQL's names; undefined is UTF-8. */
const onWire: Readonly<Record<FileCharset, string | undefined>> = {
  'utf-8': undefined,
  'windows-1250': 'win1250',
  'windows-1252': 'win1252',
  'iso-8859-1': 'latin1',
  'iso-8859-2': 'latin2',
}

/** As Bulk.charset has it. */
export const wireCharset = (charset: FileCharset | undefined): string | undefined =>
  charset && onWire[charset]

export function charsetReader(charset: FileCharset | undefined): (bytes: Uint8Array) => string {
  const form = charsetOfDump('postgres', wireCharset(charset))
  const utf8 = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')
  return typeof form === 'string' ? utf8 : (bytes) => form.decode(bytes) ?? utf8(bytes)
}
