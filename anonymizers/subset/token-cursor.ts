import { say, type Redacted } from '../../core/redacted.ts'
import { tokensOf, type Token } from './tokens.ts'

/** What is wrong with the words of a subset or a condition. Whoever knows where they stand says so. */
export class Misread extends Error {
  readonly what: Redacted
  readonly remedy: Redacted

  constructor(what: Redacted, remedy: Redacted) {
    super(what)
    this.what = what
    this.remedy = remedy
  }
}

/** Goes over the tokens of a text, front to back. */
export class TokenCursor {
  readonly #tokens: readonly Token[]
  readonly #written: string
  #at = 0

  /** @throws Misread when a part of the text is no token. */
  constructor(written: string) {
    const tokens = tokensOf(written)
    if (!tokens)
      throw new Misread(
        say`A sign or an open quote in it cannot be read.`,
        say`Write texts in single quotes and odd names in double ones.`,
      )
    this.#tokens = tokens
    this.#written = written
  }

  get done(): boolean {
    return this.#at === this.#tokens.length
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead]
  }

  take(): Token | undefined {
    return this.#tokens[this.#at++]
  }

  /** Whether these words, in any letter case, or symbols come next. */
  sees(...wanted: readonly string[]): boolean {
    return wanted.every((one, i) => {
      const token = this.peek(i)
      if (token?.kind === 'word') return token.text.toLowerCase() === one
      return token?.kind === 'symbol' && token.text === one
    })
  }

  /** Takes these words or symbols when they come next. */
  accepts(...wanted: readonly string[]): boolean {
    if (!this.sees(...wanted)) return false
    this.#at += wanted.length
    return true
  }

  /** Where the next token starts, else the end. */
  get position(): number {
    return this.peek()?.from ?? this.#written.length
  }

  /** The text from `from` to the end of the last token that was taken. */
  since(from: number): string {
    return this.#written.slice(from, this.#tokens[this.#at - 1]?.to ?? from)
  }
}
