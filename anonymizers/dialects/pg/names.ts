const identifier = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*(?![\p{L}\p{N}_$]))`

/** A regular expression source: a name, perhaps with its schema. Needs the flag `u`. */
export const pgName = String.raw`${identifier}(?:\s*\.\s*${identifier})*`

/** A regular expression source: a list of columns in parentheses. Needs the flag `u`. */
export const pgColumns = String.raw`\(\s*${identifier}(?:\s*,\s*${identifier})*\s*\)`

const byteIdentifier = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_\x80-\xff][\w$\x80-\xff]*(?![\w$\x80-\xff]))`

/** {@link pgName} over latin1-decoded bytes, so that positions are those of the bytes. Needs no flag. */
export const pgByteName = String.raw`${byteIdentifier}(?:\s*\.\s*${byteIdentifier})*`

/** {@link pgColumns} over latin1-decoded bytes. Needs no flag. */
export const pgByteColumns = String.raw`\(\s*${byteIdentifier}(?:\s*,\s*${byteIdentifier})*\s*\)`

/** The parts of a written name or list: without quotes; lower case where it had none, as the server does. */
export function pgIdentifiers(written: string): string[] {
  return [...written.matchAll(new RegExp(identifier, 'gu'))].map(([word]) =>
    word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase(),
  )
}
