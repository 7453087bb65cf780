import { withoutPrefix } from './column-prefix.ts'
import { spansIn, tokensOf, type Span } from './tokens.ts'
import type { Dictionary, Meaning } from './words/dictionary.ts'
import { ambiguous, heads, qualifiers, questions } from './words/modifiers.ts'

/** What the name of a column, or of a member of a document, says that is in it. */
export interface NameMeaning {
  readonly meaning: Meaning
  /** From 0 to 1: how surely the name means it, whatever the table. */
  readonly strength: number
  /** The words that say so, without blanks. */
  readonly words: string
  /** Those in front of them, without blanks: `billing` of `billing_city`. */
  readonly before: string
}

/**
 * The most telling reading of a name. A word that is followed by what it only describes
 * (`email_template`, `address_id`), or that is asked about (`has_phone`), says nothing.
 */
export function meaningOf(name: string, dictionary: Dictionary): NameMeaning | undefined {
  const tokens = tokensOf(name).flatMap(dictionary.columnWords)
  const readings = spansIn(tokens, dictionary.columns)
    .map((span) => ({ span, strength: strengthOf(span, tokens) }))
    .filter(({ strength }) => strength > 0)
    .toSorted(
      (a, b) => length(b.span) - length(a.span) || b.strength - a.strength || b.span.to - a.span.to,
    )
  const [longest] = readings
  const best = (longest && partOfAddress(longest, readings)) ?? longest
  return (
    best && {
      meaning: best.span.found,
      strength: best.strength,
      words: best.span.text,
      before: tokens
        .slice(0, best.span.from)
        .filter((token) => !/^addr(?:ess|esse)?$|^adres[ay]?$|^dir$/.test(token))
        .join(''),
    }
  )
}

type Reading = { readonly span: Span<Meaning>; readonly strength: number }

/** `billing_address_postalcode`: what stands behind an address is a part of it. */
function partOfAddress({ span }: Reading, readings: readonly Reading[]): Reading | undefined {
  if (
    span.found !== 'street' ||
    !/(?:address|adres|adresse|direccion|indirizzo|adresa|anschrift)$/.test(span.text)
  )
    return undefined
  return readings.find(
    (one) => one.span.from >= span.to && one.span.found !== 'street' && one.span.found !== 'name',
  )
}

/**
 * What the name of a column means in a table of which all columns begin alike: with that beginning, or without
 * it where that says more.
 *
 * @param prefix - see columnPrefixOf.
 */
export function meaningIn(
  column: string,
  prefix: string,
  dictionary: Dictionary,
): NameMeaning | undefined {
  const whole = meaningOf(column, dictionary)
  const rest = withoutPrefix(column, prefix)
  const part = rest === undefined ? undefined : meaningOf(rest, dictionary)
  if (!part || !whole) return whole ?? part
  return part.strength > whole.strength && part.words === whole.words ? part : whole
}

/** A person where they stand alone, and else whose the next word is. */
const owners: ReadonlySet<string> = new Set('contact kontakt contacto contatto'.split(' '))

const length = (span: Span<unknown>): number => span.text.length

function strengthOf({ from, to, text }: Span<Meaning>, tokens: readonly string[]): number {
  const before = tokens.slice(0, from)
  const after = tokens.slice(to)
  if (before.some((token) => questions.has(token))) return 0
  // `id_gender`, `user_id`: the number of a row elsewhere.
  if (before[0] === 'id' || (text === 'userid' && to - from > 1)) return 0
  if (after.some((token) => heads.has(token))) return 0
  // `contact_fax`: whose it is.
  if (owners.has(text) && after.some((token) => !/^\d+$/.test(token))) return 0
  const unknown = [...before, ...after].filter(
    (token) => !qualifiers.has(token) && !/^\d+$/.test(token) && token.length > 1,
  ).length
  const strength = before.length + after.length === 0 ? 0.9 : unknown === 0 ? 0.85 : 0.7
  return ambiguous.has(text) ? strength - 0.25 : strength
}
