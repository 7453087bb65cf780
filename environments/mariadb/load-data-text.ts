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

const tab = 9
const newline = 10
const quote = 39
const backslash = 92
const [leftBracket, rightBracket, comma] = [40, 41, 44]

/**
 * Rows of `VALUES (…),(…)` as the text that LOAD DATA reads with its defaults (MySQL Reference Manual,
 * "LOAD DATA", field and line handling): tabs, newlines, backslashes, `\N` for NULL. A string's escapes
 * mean the same there, but for `\N`, `\%`, `\_` and the doubled quote.
 *
 * @returns undefined when a row has something that LOAD DATA may take for another value than INSERT
 * does (an expression, DEFAULT, another introducer, NULL where it is not allowed, a wrong number of
 * fields): the block is to be inserted.
 */
export function loadDataText(
  values: Uint8Array,
  fields: readonly Field[],
): { readonly bytes: Uint8Array; readonly rows: number } | undefined {
  const out = Buffer.allocUnsafe(values.length * 2 + 1)
  const end = values.length
  let at = 0
  let to = 0
  let rows = 0

  /** From behind the opening quote to behind the closing one. */
  const string = (): boolean => {
    for (; at < end; at++) {
      const byte = values[at]!
      if (special[byte] === 0) {
        out[to++] = byte
        continue
      }
      if (byte === quote) {
        at++
        if (values[at] !== quote) return true
        out[to++] = quote
      } else if (byte === backslash) {
        const next = values[++at]
        if (next === undefined) return false
        // `\N` is an N here; `\%` and `\_` keep their backslash.
        if (next === 37 || next === 95) {
          out[to++] = backslash
          out[to++] = backslash
        } else if (next !== 78) out[to++] = backslash
        out[to++] = next
      } else {
        out[to++] = backslash
        out[to++] = byte === tab ? 116 : 110
      }
    }
    return false
  }

  const byteOut = (byte: number) => {
    if (special[byte] === 1) {
      out[to++] = backslash
      out[to++] = byte === tab ? 116 : byte === newline ? 110 : byte
    } else out[to++] = byte
  }

  const hexadecimal = (from: number, till: number): boolean => {
    if ((till - from) % 2 !== 0) return false
    for (let digit = from; digit < till; digit += 2) {
      const high = hexDigit(values[digit]!)
      const low = hexDigit(values[digit + 1]!)
      if (high < 0 || low < 0) return false
      byteOut(high * 16 + low)
    }
    return true
  }

  const bits = (from: number, till: number): boolean => {
    if (till === from || till - from > 64) return false
    let value = 0n
    for (let digit = from; digit < till; digit++) {
      const bit = values[digit]! - 48
      if (bit !== 0 && bit !== 1) return false
      value = value * 2n + BigInt(bit)
    }
    for (let shift = BigInt(Math.ceil((till - from) / 8) - 1) * 8n; shift >= 0n; shift -= 8n)
      byteOut(Number((value >> shift) & 255n))
    return true
  }

  const blanks = () => {
    while (at < end && (values[at] === 32 || values[at] === newline || values[at] === 13)) at++
  }

  const field = ({ kind, nullable }: Field): boolean => {
    const begin = to
    let quoted = values[at] === quote
    if (!quoted && startsWith(values, at, '_binary') && kind !== 'text') {
      at += 7
      if (values[at] === 32) at++
      quoted = values[at] === quote
      if (!quoted) return false
    }
    if (quoted) {
      at++
      if (!string()) return false
      return to > begin || kind === 'text' || kind === 'bytes' || kind === 'left-out'
    }
    const from = at
    const prefixed = values[at + 1] === quote
    if (prefixed) at += 2
    while (at < end && isWord[values[at]!] === 1) at++
    const till = at
    if (till === from) return false
    if (prefixed && values[at++] !== quote) return false
    if (kind === 'left-out') return true
    if (till - from === 4 && startsWith(values, from, 'NULL')) {
      if (!nullable) return false
      out[to++] = backslash
      out[to++] = 78
      return true
    }
    const first = values[from]! | 32
    if (prefixed && first === 120) return kind === 'bytes' && hexadecimal(from + 2, till)
    if (prefixed && first === 98) return kind === 'bit' && bits(from + 2, till)
    if (prefixed) return false
    if (values[from] === 48 && values[from + 1] === 120)
      return kind === 'bytes' && till - from > 2 && hexadecimal(from + 2, till)
    const syntax = numbers[kind]
    if (syntax === undefined || till - from > 100) return false
    if (!syntax.test(latin1(values, from, till))) return false
    for (let digit = from; digit < till; digit++) out[to++] = values[digit]!
    return true
  }

  for (;;) {
    blanks()
    if (values[at] === comma) at++
    blanks()
    if (at >= end || values[at] === 59) break
    if (values[at++] !== leftBracket) return undefined
    let sent = 0
    for (const [index, one] of fields.entries()) {
      blanks()
      if (index > 0) {
        if (values[at++] !== comma) return undefined
        blanks()
      }
      const begin = to
      if (one.kind !== 'left-out' && sent++ > 0) out[to++] = tab
      if (!field(one)) return undefined
      if (one.kind === 'left-out') to = begin
    }
    blanks()
    if (values[at++] !== rightBracket) return undefined
    out[to++] = newline
    rows++
  }
  return { bytes: out.subarray(0, to), rows }
}

const isWord = new Uint8Array(256)
for (const byte of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-.')
  isWord[byte.charCodeAt(0)] = 1

/** Longer and odder ones exist; they are inserted. A year of one or two digits means something else as text. */
const numbers: { readonly [kind in Field['kind']]?: RegExp } = {
  integer: /^-?\d+$/,
  decimal: /^-?\d+(\.\d+)?$/,
  float: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  year: /^\d{4}$/,
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

function startsWith(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index++)
    if (bytes[at + index] !== word.charCodeAt(index)) return false
  return true
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at]!)
  return text
}
