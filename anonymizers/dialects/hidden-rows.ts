/**
 * Rows inside a comment: somebody commented a bulk statement out, and its values would be passed on
 * with the comment. Prose that merely begins with such a verb is not meant.
 */
const hiddenRows =
  /^[\s*!-]*(?:insert\s+(?:\w+\s+)?into\s|replace\s+into\s|update\s+\S+\s+set\s|copy\s+\S+\s*(?:\([^)]*\)\s*)?from\s|values\s*\()/i

/** Looks at the text of a comment behind its opening, some hundred bytes are enough. */
export function hidesRows(bytes: Buffer, from: number, to: number): boolean {
  return hiddenRows.test(bytes.toString('latin1', from, Math.min(to, from + 500)))
}

/** A table made together with its rows: `CREATE TABLE t AS SELECT …`. */
const madeWithRows =
  /^create\s+(?:or\s+replace\s+|global\s+|local\s+|unlogged\s+|temp(?:orary)?\s+)*table\b.*(?:\bselect\b|\bas\s+(?:values|table|execute)\b)/is

/** `statement` begins with its verb; what stands in quotes and comments in it does not count. */
export function makesRows(statement: string): boolean {
  if (!/^create\b/i.test(statement)) return false
  const bare = statement.replace(
    /'(?:[^'\\]|\\.)*'|"[^"]*"|`[^`]*`|--[^\n]*|#[^\n]*|\/\*(?!M?!).*?\*\//gs,
    ' ',
  )
  return madeWithRows.test(bare)
}
