import { say } from '../../../core/redacted.ts'
import { blankBytes, byte, byteClass, wordBytes } from '../byte-classes.ts'
import { Refusal } from '../refusal.ts'
import type { ValueLiteral } from '../values-row-codec.ts'
import { closingQuote } from './quotes.ts'

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
  readonly #introducers: ReadonlySet<string>

  /** @param charset - see Bulk.charset. */
  constructor(charset: string | undefined) {
    this.#introducers = charset === undefined ? utf8Introducers : otherIntroducers
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
    let close = closingQuote(bytes, open)
    this.escaped = false
    while (bytes[close + 1] === quote) {
      this.escaped = true
      close = closingQuote(bytes, close + 1)
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
    let end = from
    while (wordBytes[bytes[end] as number] === 1) end++
    const word = bytes.toString('latin1', from, Math.min(end, from + 20)).toLowerCase()
    if (word === 'null') {
      this.form = form.missing
      this.to = end
    } else if (/^0x[0-9a-f]/.test(word) && onlyHex(bytes, from + 2, end)) {
      this.form = form.hex
      this.innerFrom = from + 2
      this.innerTo = end
      this.to = end
    } else if (word === 'x' && bytes[end] === byte.quote) {
      this.#text(bytes, end)
      if (!onlyHex(bytes, this.innerFrom, this.innerTo)) throw notALiteral(from)
      this.form = form.quotedHex
    } else if (this.#introducers.has(word)) {
      while (blankBytes[bytes[end] as number] === 1) end++
      if (bytes[end] !== byte.quote) throw notALiteral(from)
      this.#text(bytes, end)
    } else throw notALiteral(from)
  }
}

/** Introducers that leave the bytes of a dump in UTF-8 what they are. */
const utf8Introducers: ReadonlySet<string> = new Set(['_binary', '_utf8', '_utf8mb3', '_utf8mb4'])
const otherIntroducers: ReadonlySet<string> = new Set(['_binary'])

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
