/**
 * Text that is safe to show: it was put together from fixed words, numbers and names, never from a
 * value of the data. Errors, log lines and reports take nothing else, so that printing a customer's
 * e-mail by accident does not compile.
 */
export type Redacted = string & { readonly [redactedBrand]: true }
declare const redactedBrand: unique symbol

/**
 * Template tag for safe text: `` say`table ${name(table)}, row ${row}` ``. What is put in must be
 * a number or itself {@link Redacted}.
 */
export function say(
  fixed: TemplateStringsArray,
  ...parts: readonly (Redacted | number)[]
): Redacted {
  return fixed.reduce((text, piece, i) => text + String(parts[i - 1]) + piece) as Redacted
}

/**
 * Declares that `text` is a name, not a value of the data: of a table, column, file, option, system
 * or program. Every call is a place where a reviewer checks exactly that. Control characters are
 * shown as `·`, so that a hostile name cannot steer a terminal.
 */
export function name(text: string): Redacted {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·') as Redacted
}

/** Several names as one phrase: `a, b and c`; `none` when empty; cut after `most` with the count. */
export function names(all: readonly string[], most = 8): Redacted {
  if (all.length === 0) return say`none`
  const shown = all.slice(0, most).map(name).join(', ')
  return (all.length > most ? `${shown} and ${all.length - most} more` : shown) as Redacted
}
