/** A part of a condition or of a subset's words. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'symbol'
  /** Of a quoted name or text, what is between the quotes. */
  readonly text: string
  /** Where it starts and ends in the whole. */
  readonly from: number
  readonly to: number
}

const forms: readonly (readonly [Token['kind'], RegExp])[] = [
  ['number', /-?\d+(?:\.\d+)?/y],
  ['text', /'((?:[^']|'')*)'/y],
  ['name', /"((?:[^"]|"")+)"|`((?:[^`]|``)+)`/y],
  ['word', /[\p{L}_][\p{L}\p{N}_$]*/uy],
  ['symbol', /<=|>=|<>|!=|[=<>(),.%]/y],
]

/** The tokens of `written`; undefined when something in it is none. */
export function tokensOf(written: string): Token[] | undefined {
  const tokens: Token[] = []
  for (let at = 0; at < written.length;) {
    if (/\s/.test(written.charAt(at))) {
      at++
      continue
    }
    const token = tokenAt(written, at)
    if (!token) return undefined
    tokens.push(token)
    at = token.to
  }
  return tokens
}

function tokenAt(written: string, at: number): Token | undefined {
  for (const [kind, form] of forms) {
    form.lastIndex = at
    const found = form.exec(written)
    if (!found) continue
    const quote = written.charAt(at)
    const inner = found[1] ?? found[2]
    const text = inner === undefined ? found[0] : inner.replaceAll(quote + quote, quote)
    return { kind, text, from: at, to: at + found[0].length }
  }
  return undefined
}
