const identifier = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*(?![\p{L}\p{N}_$]))`

/** A regular expression source: a name, perhaps with its schema. Needs the flag `u`. */
export const pgName = String.raw`${identifier}(?:\s*\.\s*${identifier})*`

/** A regular expression source: a list of columns in parentheses. Needs the flag `u`. */
export const pgColumns = String.raw`\(\s*${identifier}(?:\s*,\s*${identifier})*\s*\)`

/** The parts of a written name or list: without quotes; lower case where it had none, as the server does. */
export function pgIdentifiers(written: string): string[] {
  return [...written.matchAll(new RegExp(identifier, 'gu'))].map(([word]) =>
    word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase(),
  )
}
