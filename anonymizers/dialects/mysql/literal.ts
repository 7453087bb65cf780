import { say } from '../../../core/redacted.ts'
import { blankBytes, byte, byteClass, wordBytes } from '../byte-classes.ts'
import { Refusal } from '../refusal.ts'
import type { ValueLiteral } from '../values-row-codec.ts'
import type { Charset } from '../../charsets/charset.ts'
import { introducedCharset } from '../../charsets/introduced-charset.ts'
import { closingQuoteIn, type ClosingQuote } from './quotes.ts'

/** How a value was written: text in quotes, bare number, `0x…`, `x'…'`, or NULL. */
export const form = { text: 0, number: 1, hex: 2, quotedHex: 3, missing: 4 } as const

/**
 * A value as it stands in a row. One object is filled again and again, so that reading a field makes
 * no garbage.
 */
export class Literal implements ValueLiteral {
  form: number = form.missing
  /** The whole literal, `[from, to)`, with its introducer and quotes. */
  from = 0
  to = 0
  /** What is between the quotes, behind `0x`, or the number itself. */
  innerFrom = 0
  innerTo = 0
  /** There are backslashes or doubled quotes between the quotes. */
  escaped = false
  /** What it says itself that its text is in; undefined: in that of its statement. */
  charset: Charset | undefined
  readonly #statement: string | undefined
  readonly #closingQuote: ClosingQuote

  /** @param charset - see Bulk.charset. */
  constructor(charset: string | undefined) {
    this.#statement = charset
    this.#closingQuote = closingQuoteIn(charset)
  }

  get missing(): boolean {
    return this.form === form.missing
  }

  get plain(): boolean {
    return this.form === form.number || (this.form === form.text && !this.escaped)
  }

  /**
   * Reads the value at `at` and returns the position of the comma or parenthesis behind it.
   *
   * @throws Refusal when it is anything else than one literal.
   */
  read(bytes: Buffer, at: number): number {
    let start = at
    while (blankBytes[bytes[start] as number] === 1) start++
    this.from = start
    this.charset = undefined
    const code = bytes[start] as number
    if (code === byte.quote || code === byte.doubleQuote) this.#text(bytes, start)
    else if (numberStarts[code] === 1 && bytes[start + 1] !== 0x78) this.#number(bytes, start)
    else this.#word(bytes, start)
    let end = this.to
    while (blankBytes[bytes[end] as number] === 1) end++
    if (bytes[end] !== byte.comma && bytes[end] !== byte.close) throw notALiteral(start)
    return end
  }

  #text(bytes: Buffer, open: number): void {
    const quote = bytes[open] as number
    let close = this.#closingQuote(bytes, open)
    this.escaped = false
    while (bytes[close + 1] === quote) {
      this.escaped = true
      close = this.#closingQuote(bytes, close + 1)
    }
    this.form = form.text
    this.innerFrom = open + 1
    this.innerTo = close
    this.to = close + 1
    if (!this.escaped) {
      for (let at = open + 1; at < close; at++)
        if (bytes[at] === byte.backslash) {
          this.escaped = true
          break
        }
    }
  }

  #number(bytes: Buffer, from: number): void {
    let to = from + 1
    while (numberBytes[bytes[to] as number] === 1) to++
    this.form = form.number
    this.innerFrom = from
    this.innerTo = to
    this.to = to
  }

  #word(bytes: Buffer, from: number): void {
    const end = wordEnd(bytes, from)
    const word = wordAt(bytes, from, end)
    if (word === 'null') {
      this.form = form.missing
      this.to = end
      return
    }
    if (this.#bytes(bytes, from, end, word)) return
    const charset = introducedCharset(word, this.#statement)
    if (!charset) throw notALiteral(from)
    if (charset !== 'same') this.charset = charset
    let start = end
    while (blankBytes[bytes[start] as number] === 1) start++
    const behind = wordEnd(bytes, start)
    if (bytes[start] === byte.quote) this.#text(bytes, start)
    else if (!this.#bytes(bytes, start, behind, wordAt(bytes, start, behind)))
      throw notALiteral(from)
  }

  /** Reads `0x…` or `x'…'`, whose first word is given. */
  #bytes(bytes: Buffer, from: number, end: number, word: string): boolean {
    if (/^0x[0-9a-f]/.test(word) && onlyHex(bytes, from + 2, end)) {
      this.form = form.hex
      this.innerFrom = from + 2
      this.innerTo = end
      this.to = end
      return true
    }
    if (word !== 'x' || bytes[end] !== byte.quote) return false
    this.#text(bytes, end)
    if (!onlyHex(bytes, this.innerFrom, this.innerTo)) throw notALiteral(from)
    this.form = form.quotedHex
    return true
  }
}

function wordEnd(bytes: Buffer, from: number): number {
  let end = from
  while (wordBytes[bytes[end] as number] === 1) end++
  return end
}

const wordAt = (bytes: Buffer, from: number, end: number): string =>
  bytes.toString('latin1', from, Math.min(end, from + 20)).toLowerCase()

const numberStarts = byteClass((code) => '0123456789-+.'.includes(String.fromCharCode(code)))
const numberBytes = byteClass((code) => '0123456789.eE+-'.includes(String.fromCharCode(code)))
const hexBytes = byteClass((code) => /[0-9a-f]/i.test(String.fromCharCode(code)))

function onlyHex(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (hexBytes[bytes[at] as number] === 0) return false
  return (to - from) % 2 === 0
}

const notALiteral = (at: number) =>
  new Refusal(
    at,
    say`A value that must be masked is written as something else than a plain literal.`,
    say`Take the dump with mysqldump or mariadb-dump.`,
  )
