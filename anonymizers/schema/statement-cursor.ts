import { name, say, type Redacted } from '../../core/redacted.ts'
import { isIdentifier, isKeyword, isSymbol, type Token } from './sql-token.ts'
import { unreadable } from './unreadable.ts'

/** Walks over the words of one statement. Everything it cannot take is an error that names the table. */
export class StatementCursor {
  readonly #tokens: readonly Token[]
  readonly #source: string
  readonly #fold: (word: string) => string
  readonly #byteOffset: number
  #at = 0
  /** For errors; set when the statement's table is known. */
  table: string | undefined

  /** `fold`: what the server makes of an identifier without quotes. `byteOffset`: of `source`. */
  constructor(
    tokens: readonly Token[],
    source: string,
    fold: (word: string) => string,
    byteOffset: number,
  ) {
    this.#tokens = tokens
    this.#source = source
    this.#fold = fold
    this.#byteOffset = byteOffset
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead]
  }

  take(): Token {
    const token = this.#tokens[this.#at++]
    return token ?? this.fail(say`it ends too early`)
  }

  /** Whether these keywords come next, in this order. */
  sees(...keywords: readonly string[]): boolean {
    return keywords.every((keyword, i) => isKeyword(this.peek(i), keyword))
  }

  accepts(...keywords: readonly string[]): boolean {
    const seen = this.sees(...keywords)
    if (seen) this.#at += keywords.length
    return seen
  }

  /** Takes the first of `keywords` that comes next. */
  acceptsOne(...keywords: readonly string[]): boolean {
    return keywords.some((keyword) => this.accepts(keyword))
  }

  seesSymbol(symbol: string): boolean {
    return isSymbol(this.peek(), symbol)
  }

  acceptsSymbol(symbol: string): boolean {
    const seen = this.seesSymbol(symbol)
    if (seen) this.#at++
    return seen
  }

  identifier(): string {
    const token = this.peek()
    if (!isIdentifier(token)) return this.fail(say`a name is missing`)
    this.#at++
    return token.kind === 'word' ? this.#fold(token.text) : token.text
  }

  /** A name with its schema or database, joined by dots, without quotes. */
  qualifiedName(): string {
    let full = this.identifier()
    while (this.acceptsSymbol('.')) full += `.${this.identifier()}`
    return full
  }

  /** What stands between the parenthesis that comes next and its partner. */
  parenthesised(): StatementCursor {
    if (!this.acceptsSymbol('(')) return this.fail(say`a parenthesis is missing`)
    const start = this.#at
    for (let depth = 1; depth > 0;) {
      const token = this.take()
      if (isSymbol(token, '(')) depth++
      if (isSymbol(token, ')')) depth--
    }
    return this.#part(start, this.#at - 1)
  }

  /** The parts between the commas of this level, up to the end. */
  commaSeparated(): StatementCursor[] {
    const parts: StatementCursor[] = []
    let start = this.#at
    while (!this.done) {
      if (this.seesSymbol('(')) this.parenthesised()
      else if (isSymbol(this.take(), ',')) {
        parts.push(this.#part(start, this.#at - 1))
        start = this.#at
      }
    }
    parts.push(this.#part(start, this.#at))
    return parts
  }

  /** Leaves out everything up to a word for which `stop` holds, or the end; at least one word. */
  skipUntil(stop: (token: Token) => boolean): void {
    do {
      if (this.seesSymbol('(')) this.parenthesised()
      else this.take()
      const next = this.peek()
      if (!next || stop(next)) return
    } while (!this.done)
  }

  /** The text from the current word up to where `read` leaves off, blanks made one. */
  textOf(read: () => void): string {
    const from = this.peek()?.from ?? 0
    read()
    const to = this.#tokens[this.#at - 1]?.to ?? from
    return this.#source.slice(from, to).replace(/\s+/g, ' ')
  }

  fail(what: Redacted): never {
    const near = this.peek()
    const at = near ?? this.#tokens.at(-1)
    const shown = near && isIdentifier(near) ? say` near ${name(near.text)}` : say``
    throw unreadable(say`The statement cannot be understood${shown}: ${what}.`, {
      ...(this.table === undefined ? {} : { table: this.table }),
      byteOffset: this.#byteOffset + Buffer.byteLength(this.#source.slice(0, at?.from ?? 0)),
    })
  }

  #part(from: number, to: number): StatementCursor {
    const part = new StatementCursor(
      this.#tokens.slice(from, to),
      this.#source,
      this.#fold,
      this.#byteOffset,
    )
    part.table = this.table
    return part
  }
}
