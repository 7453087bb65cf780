/** Over latin1-decoded bytes, so that positions are those of the bytes. */
const identifier = '(?:`(?:[^`]|``)+`|[\\w$\\x80-\\xff]+(?![\\w$\\x80-\\xff]))'

/** A regular expression source: a name, perhaps with its database. */
export const mysqlName = `${identifier}(?:\\s*\\.\\s*${identifier})?`

/** A regular expression source: a list of columns in parentheses. */
export const mysqlColumns = `\\(\\s*${identifier}(?:\\s*,\\s*${identifier})*\\s*\\)`

/** The parts of a name or list that was decoded as latin1. */
export function mysqlIdentifiers(written: string): string[] {
  return [...written.matchAll(new RegExp(identifier, 'g'))].map(([word]) => {
    const text = Buffer.from(word, 'latin1').toString('utf8')
    return text.startsWith('`') ? text.slice(1, -1).replaceAll('``', '`') : text
  })
}
