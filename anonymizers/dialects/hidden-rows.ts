/**
 * What a comment opens with: `--`, `#`, slash-star, also of a conditional comment that no server runs.
 * Several may stand behind each other: `-- /* -- insert`.
 */
const opening = /^(?:--|#|\/\*(?:M?!\d*\\?)?|[\s*-])+/

/**
 * Rows inside a comment: somebody commented a bulk statement or some of its rows out, and their values
 * would be passed on with the comment. Prose that merely begins with such a verb is not meant.
 */
const hiddenRows =
  /^(?:insert\s+(?:\w+\s+){0,2}into\s|replace\s+(?:\w+\s+)?into\s|update\s+\S+\s+set\s|copy\s+\S+\s*(?:\([^)]*\)\s*)?from\s|values\s*\(|\(\s*(?:'|"|null\s*,|-?\d[\d.]*\s*,)|[^\t\n]*\t[^\t\n]*\t)/i

/** An e-mail address is a value wherever it stands. */
const address = /[\w.+-]@[a-z0-9-]{1,63}\.[a-z]/i

/** Looks at the comment from `from` to `to`, its opening included. */
export function hidesRows(bytes: Buffer, from: number, to: number): boolean {
  return commentHidesRows(bytes.toString('latin1', from, to))
}

const commentHidesRows = (comment: string): boolean =>
  comment
    .slice(0, 4096)
    .split('\n', 100)
    .some((line) => hiddenRows.test(line.replace(opening, ''))) || address.test(comment)

const quotesAndComments =
  /'(?:[^'\\]|\\.)*'|"[^"]*"|`[^`]*`|(--(?=\s|$)[^\n]*|#[^\n]*|\/\*(?!M?!).*?\*\/)/gs

/** A routine: its comments are parts of a program. Conditional comments may stand between the words. */
const definesRoutine =
  /^(?:\/\*M?!\d*\s*)*create\b[^'"(]*\b(?:function|procedure|trigger|event|package)\b/i

/** `statement` begins with its verb. Whether a comment within it holds rows. */
export function hidesRowsInside(statement: string): boolean {
  if (definesRoutine.test(statement)) return false
  return [...statement.matchAll(quotesAndComments)].some(
    ([, comment]) => comment !== undefined && commentHidesRows(comment),
  )
}

/** A table made together with its rows: `CREATE TABLE t AS SELECT …`, `CREATE TABLE t VALUES (…)`. */
const madeWithRows =
  /^create\s+(?:or\s+replace\s+|global\s+|local\s+|unlogged\s+|temp(?:orary)?\s+)*table\b.*(?:\bselect\b|\bas\s+(?:values|table|execute)\b|\bvalues\s*(?:row\b|\())/is
/** `statement` begins with its verb; what stands in quotes and comments in it does not count. */
export function makesRows(statement: string): boolean {
  if (!/^create\b/i.test(statement)) return false
  return madeWithRows.test(statement.replace(quotesAndComments, ' '))
}
