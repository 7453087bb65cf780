import { detectors, valueDetectors } from '../detectors/registry.ts'
import { isFirstName, isLastName } from '../detectors/known-names.ts'
import { hiddenTexts } from '../ledger/hidden-text.ts'
import type { ColumnSamples } from './column-samples.ts'
import type { Kind } from './kinds.ts'

/** What the values themselves say. */
export interface Content {
  /** Of the different values that were looked at: the share that each kind is recognised in, weighted. */
  readonly shares: Readonly<Partial<Record<Kind, number>>>
  /** The share that may be of the kind, as far as form and check digit tell. */
  readonly possible: Readonly<Partial<Record<Kind, number>>>
  /** The share of values with an e-mail, a phone, a personal number or a full name somewhere inside, escaped or packed too. */
  readonly inside: number
  /** How many values were looked at. */
  readonly values: number
  /** The share of values that are words with blanks between. */
  readonly prose: number
}

const nothing: Content = { shares: {}, possible: {}, inside: 0, values: 0, prose: 0 }
const looked = 120

export function contentOf({ values }: Pick<ColumnSamples, 'values'>): Content {
  const some = values.slice(0, looked)
  if (some.length === 0) return nothing
  const shares: Partial<Record<Kind, number>> = {}
  const possible: Partial<Record<Kind, number>> = {}
  for (const [kind, detectorsOfIt] of byKind) {
    const sure = some.map((value) => Math.max(...detectorsOfIt.map((one) => one.recognise(value))))
    const sum = sure.reduce((total, one) => total + certainty(one), 0)
    if (sum === 0) continue
    shares[kind] = sum / some.length
    possible[kind] = sure.filter((one) => one > 0).length / some.length
  }
  return {
    shares,
    possible,
    inside: some.filter((value) => holdsPersonInside(value)).length / some.length,
    values: some.length,
    prose: some.filter((value) => /\p{L}{2,}\s+\S*\p{L}{2,}/u.test(value)).length / some.length,
  }
}

/** Half sure is sure where a whole column is alike; less counts for little. */
const certainty = (recognised: number): number => (recognised >= 0.5 ? 1 : recognised)

const kindOf = (kind: string): Kind =>
  kind === 'pesel' ? 'national_id' : /^(?:nip|vat|regon)$/.test(kind) ? 'tax_id' : (kind as Kind)

const byKind = Map.groupBy(valueDetectors, ({ kind }) => kindOf(kind))

/**
 * Whether a text names somebody: an e-mail, phone or personal number, a first name before a surname or after a
 * greeting, a postcode with its town.
 */
export function holdsPerson(text: string): boolean {
  const cut = text.slice(0, 2000)
  if (
    /[@\d]/.test(cut) &&
    detectors.some((detector) => detector.find(cut).some(({ confidence }) => confidence >= 0.7))
  )
    return true
  if (/(?:^|\s)\d{2}-\d{3} \p{Lu}\p{Ll}|, \d{5} \p{Lu}\p{Ll}/u.test(cut)) return true
  const [, greeted = ''] = greeting.exec(cut) ?? []
  if (greeted !== '' && isFirstName(greeted)) return true
  const words = cut.matchAll(
    /(?<![\p{L}.])(\p{Lu}\p{Ll}{2,})(?=[ \u00a0](\p{Lu}[\p{Ll}'’]{2,}(?:-\p{Lu}\p{Ll}+)?))/gu,
  )
  for (const [, first = '', last = ''] of words)
    if (isFirstName(first) && last.split('-').some(isLastName)) return true
  return false
}

/** Texts in texts. */
const deepest = 2

/** {@link holdsPerson}, also behind escapes, in base64 and hexadecimal numbers. */
function holdsPersonInside(text: string, depth = 0): boolean {
  if (holdsPerson(text)) return true
  if (depth === deepest || !mayHide.test(text)) return false
  for (const inner of hiddenTexts(Buffer.from(text.slice(0, 4096)), true, true))
    if (holdsPersonInside(Buffer.from(inner).toString(), depth + 1)) return true
  return false
}

const mayHide = /[\\%&=]|[A-Za-z0-9+/_-]{16}/

const greeting =
  /(?:^|[\s>])(?:Cześć|Witaj|Dzień dobry|Szanowna Pani|Szanowny Panie|Pani|Pan|Dear|Hello|Hi|Hallo|Liebe|Lieber|Bonjour|Cher|Chère|Hola|Estimado|Estimada|Ciao|Gentile|Ahoj|Dobrý den),? (\p{Lu}\p{Ll}+)/u
