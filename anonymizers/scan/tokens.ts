import { plain } from '../detectors/plain-letters.ts'

/**
 * The words of a name, in lower case and without accents: `adresDostawyUlica`, `ADDR_LINE2` and
 * `Rodné číslo` become `adres dostawy ulica`, `addr line 2` and `rodne cislo`.
 */
export function tokensOf(name: string): readonly string[] {
  return plain(
    name
      .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
      .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replaceAll(/(\p{L})(\d)/gu, '$1 $2')
      .replaceAll(/(\d)(\p{L})/gu, '$1 $2'),
  )
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '')
}

/** A run of tokens that stands for an entry of a dictionary. */
export interface Span<T> {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly found: T
}

/** Entries of `dictionary`, whose keys have no blanks, among the tokens: `first name` and `firstname` alike. */
export function spansIn<T>(
  tokens: readonly string[],
  dictionary: ReadonlyMap<string, T>,
): readonly Span<T>[] {
  const spans: Span<T>[] = []
  for (let from = 0; from < tokens.length; from++)
    for (let to = from + 1; to <= Math.min(tokens.length, from + longest); to++) {
      const text = tokens.slice(from, to).join('')
      const found = dictionary.get(text)
      if (found !== undefined) spans.push({ from, to, text, found })
    }
  return spans
}

const longest = 5
