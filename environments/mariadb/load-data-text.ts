import { isWhole, isWord, startsWith, writeWord } from './load-data-word.ts'

/**
 * What a field of a row may be, by the type of its column, so that LOAD DATA understands the same as
 * INSERT would:
 *
 * - `text`, `bytes`: a string; `bytes` takes hexadecimal and `_binary` ones too.
 * - `integer`, `decimal`, `float`, `year`: a number, or a string that is not empty.
 * - `other`: a string that is not empty (dates, times).
 * - `bit`: bits, or a string that is not empty.
 * - `left-out`: anything; it is not sent.
 */
export interface Field {
  readonly kind:
    | 'text'
    | 'bytes'
    | 'integer'
    | 'decimal'
    | 'float'
    | 'year'
    | 'other'
    | 'bit'
    | 'left-out'
  readonly nullable: boolean
}

/** Bytes that a string has to be looked at for: NUL needs nothing. */
const special = new Uint8Array(256)
for (const byte of `'\\\t\n`) special[byte.charCodeAt(0)] = 1

const [tab, newline, carriageReturn, space] = [9, 10, 13, 32]
const [quote, backslash, percent, underscore, capitalN] = [39, 92, 37, 95, 78]
const [leftBracket, rightBracket, comma, semicolon] = [40, 41, 44, 59]

/**
 * Rows of `VALUES (…),(…)` as the text that LOAD DATA reads with its defaults (MySQL Reference Manual,
 * "LOAD DATA", field and line handling): tabs, newlines, backslashes, `\N` for NULL. A string's escapes
 * mean the same there, but for `\N`, `\%`, `\_` and the doubled quote.
 *
 * @param out - room for the text, {@link roomFor} the values at least.
 * @returns undefined when a row has something that LOAD DATA may take for another value than INSERT
 * does (an expression, DEFAULT, another introducer, NULL where it is not allowed, a wrong number of
 * fields): the block is to be inserted.
 */
export function loadDataText(
  values: Uint8Array,
  fields: readonly Field[],
  out: Uint8Array,
): { readonly bytes: Uint8Array; readonly rows: number } | undefined {
  const end = values.length
  const count = fields.length
  let at = 0
  let to = 0
  let rows = 0
  for (;;) {
    at = skipBlanks(values, at)
    if (values[at] === comma) at = skipBlanks(values, at + 1)
    if (at >= end || values[at] === semicolon) return { bytes: out.subarray(0, to), rows }
    if (values[at++] !== leftBracket) return undefined
    let sent = false
    for (let index = 0; index < count; index++) {
      const field = fields[index]!
      at = skipBlanks(values, at)
      if (index > 0) {
        if (values[at] !== comma) return undefined
        at = skipBlanks(values, at + 1)
      }
      const fieldStart = to
      const leftOut = field.kind === 'left-out'
      if (!leftOut) {
        if (sent) out[to++] = tab
        sent = true
      }
      const begin = to
      let quoted = values[at] === quote
      if (!quoted && field.kind !== 'text' && startsWith(values, at, '_binary')) {
        at += 7
        if (values[at] === space) at++
        quoted = values[at] === quote
        if (!quoted) return undefined
      }
      if (quoted) {
        at++
        for (;;) {
          if (at >= end) return undefined
          const byte = values[at++]!
          if (special[byte] === 0) out[to++] = byte
          else if (byte === quote) {
            if (values[at] !== quote) break
            out[to++] = quote
            at++
          } else if (byte === backslash) {
            const next = values[at++]
            if (next === undefined) return undefined
            // `\N` is an N here; `\%` and `\_` keep their backslash.
            if (next === percent || next === underscore) {
              out[to++] = backslash
              out[to++] = backslash
            } else if (next !== capitalN) out[to++] = backslash
            out[to++] = next
          } else {
            out[to++] = backslash
            out[to++] = byte === tab ? 116 : 110
          }
        }
        if (to === begin && !emptyAllowed(field.kind)) return undefined
      } else {
        const from = at
        while (isWord[values[at]!] === 1) at++
        if (field.kind === 'integer' && isWhole(values, from, at)) {
          for (let digit = from; digit < at; digit++) out[to++] = values[digit]!
        } else {
          const prefixed = values[at] === quote && at === from + 1
          if (prefixed) {
            at++
            while (isWord[values[at]!] === 1) at++
          }
          const till = at
          if (till === from || (prefixed && values[at++] !== quote)) return undefined
          if (!leftOut) {
            to = writeWord(values, from, till, prefixed, field, out, to)
            if (to < 0) return undefined
          }
        }
      }
      if (leftOut) to = fieldStart
    }
    at = skipBlanks(values, at)
    if (values[at++] !== rightBracket) return undefined
    out[to++] = newline
    rows++
  }
}

/** So many bytes the text of `values` takes at most. */
export const roomFor = (values: Uint8Array): number => values.length * 2 + 1

function skipBlanks(values: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    const byte = values[at]
    if (byte !== space && byte !== newline && byte !== carriageReturn) return at
    at++
  }
}

function emptyAllowed(kind: Field['kind']): boolean {
  return kind === 'text' || kind === 'bytes' || kind === 'left-out'
}
