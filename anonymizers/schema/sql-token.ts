/**
 * A word of SQL. `text` of a `quoted` identifier and of a `string` is unescaped; `from` and `to` are
 * positions (UTF-16 units) in the text it was read from. `end` closes a statement.
 */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'end'
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Gives the words of a text one after another; undefined at its end. */
export type Tokenizer = (text: string) => () => Token | undefined

export const isIdentifier = (token: Token | undefined): token is Token =>
  token?.kind === 'word' || token?.kind === 'quoted'

/** Whether a token is this keyword. Quoted identifiers never are. */
export const isKeyword = (token: Token | undefined, keyword: string): boolean =>
  token?.kind === 'word' && token.text.toUpperCase() === keyword

export const isSymbol = (token: Token | undefined, symbol: string): boolean =>
  token?.kind === 'symbol' && token.text === symbol
