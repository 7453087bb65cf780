import { say } from '../../../core/redacted.ts'
import { blankBytes, byte, byteClass, wordBytes } from '../byte-classes.ts'
import { Refusal } from '../refusal.ts'
import type { ValueLiteral } from '../values-row-codec.ts'
import { textEnd } from './quotes.ts'

/** How a value was written: '…', a bare number or truth value, E'…' (or '…' with backslashes), NULL. */
export const pgForm = { text: 0, bare: 1, escapeText: 2, missing: 4 } as const

/** A value as it stands in a row of INSERT. One object is filled again and again. */
export class PgLiteral implements ValueLiteral {
  form: number = pgForm.missing
  from = 0
  to = 0
  innerFrom = 0
  innerTo = 0
  readonly #backslashes: boolean

  /** @param backslashes - standard_conforming_strings is off. */
  constructor(backslashes: boolean) {
    this.#backslashes = backslashes
  }

  get missing(): boolean {
    return this.form === pgForm.missing
  }

  /** The bytes between the quotes, or the bare word, are the value itself. */
  plain = false

  read(bytes: Buffer, at: number): number {
    let start = at
    while (blankBytes[bytes[start] as number] === 1) start++
    this.from = start
    const code = bytes[start] as number
    if (code === byte.quote)
      this.#text(bytes, start, this.#backslashes ? pgForm.escapeText : pgForm.text)
    else if ((code | 0x20) === 0x65 && bytes[start + 1] === byte.quote)
      this.#text(bytes, start + 1, pgForm.escapeText)
    else this.#bare(bytes, start)
    let end = this.to
    while (blankBytes[bytes[end] as number] === 1) end++
    if (bytes[end] !== byte.comma && bytes[end] !== byte.close) throw notALiteral(start)
    return end
  }

  #text(bytes: Buffer, open: number, form: number): void {
    this.form = form
    this.to = textEnd(bytes, open, form === pgForm.escapeText)
    this.innerFrom = open + 1
    this.innerTo = this.to - 1
    this.plain = true
    for (let at = this.innerFrom; at < this.innerTo && this.plain; at++) {
      const code = bytes[at]
      this.plain = code !== byte.quote && (code !== byte.backslash || form !== pgForm.escapeText)
    }
  }

  #bare(bytes: Buffer, from: number): void {
    const isNumber = numberStarts[bytes[from] as number] === 1
    const belongs = isNumber ? numberBytes : wordBytes
    let to = from
    while (belongs[bytes[to] as number] === 1) to++
    const word = isNumber
      ? ''
      : bytes.toString('latin1', from, Math.min(to, from + 6)).toLowerCase()
    if (!isNumber && !['null', 'true', 'false'].includes(word)) throw notALiteral(from)
    this.form = word === 'null' ? pgForm.missing : pgForm.bare
    this.plain = true
    this.innerFrom = from
    this.innerTo = to
    this.to = to
  }
}

const numberStarts = byteClass((code) => '0123456789-+.'.includes(String.fromCharCode(code)))
const numberBytes = byteClass((code) => '0123456789.eE+-'.includes(String.fromCharCode(code)))

const notALiteral = (at: number) =>
  new Refusal(
    at,
    say`A value that must be masked is written as something else than a plain literal.`,
    say`Take the dump with pg_dump.`,
  )
