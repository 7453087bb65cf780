import { textReader } from '../../charsets/charset-on-wire.ts'

/** Over latin1-decoded bytes, so that positions are those of the bytes. */
const identifier = '(?:`(?:[^`]|``)+`|[\\w$\\x80-\\xff]+(?![\\w$\\x80-\\xff]))'

/** A regular expression source: a name, perhaps with its database. */
export const mysqlName = `${identifier}(?:\\s*\\.\\s*${identifier})?`

/** A regular expression source: a list of columns in parentheses. */
export const mysqlColumns = `\\(\\s*${identifier}(?:\\s*,\\s*${identifier})*\\s*\\)`

/** The parts of a name or list that was decoded as latin1. @param charset - see Bulk.charset. */
export function mysqlIdentifiers(written: string, charset?: string): string[] {
  const read = textReader('mysql', charset)
  return [...written.matchAll(new RegExp(identifier, 'g'))].map(([word]) => {
    const text = read(Buffer.from(word, 'latin1'))
    return text.startsWith('`') ? text.slice(1, -1).replaceAll('``', '`') : text
  })
}
