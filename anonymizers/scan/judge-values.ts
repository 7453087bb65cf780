import { contentOf, type Content } from './content.ts'
import type { ColumnSamples } from './column-samples.ts'
import type { Kind } from './kinds.ts'
import type { NameMeaning } from './name-meaning.ts'
import { looksDrawn } from './secret-form.ts'
import { heads, whoDid } from './words/modifiers.ts'
import { wide, type Surroundings } from './surroundings.ts'
import { contradicts, hasFewValues } from './unlike.ts'

/** What a column or a path inside documents is judged to be; `evidence` holds words and shares, never a value. */
export interface Verdict {
  readonly kind: Kind
  /** From 0 to 1. */
  readonly confidence: number
  readonly evidence: readonly string[]
}

export interface Judged {
  /** The words of its name. */
  readonly tokens: readonly string[]
  readonly meaning: NameMeaning | undefined
  readonly samples: Pick<ColumnSamples, 'values' | 'filled'>
  readonly surroundings: Surroundings
  /** Whether the type can hold the kind. */
  readonly fits: (kind: Kind) => boolean
  /** It points to a row of another table. */
  readonly refers: boolean
}

/** Puts together what name, type, table and values say. Undefined: nothing personal. */
export function judgeValues(judged: Judged): Verdict | undefined {
  const content = contentOf(judged.samples)
  const verdicts = [
    byContent(judged, content),
    byName(judged, content),
    byText(judged, content),
    byChance(judged),
  ]
  const [best] = verdicts
    .filter((one) => one !== undefined)
    .toSorted((a, b) => b.confidence - a.confidence)
  return best && best.confidence >= leastReported ? best : undefined
}

/** Below this a column is not named. */
export const leastReported = 0.5

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** Kinds whose form alone tells them, with the share of values that is enough. */
const telling: readonly (readonly [Kind, number, number])[] = [
  ['email', 0.4, 0.97],
  ['iban', 0.4, 0.95],
  ['password_hash', 0.4, 0.95],
  ['user_agent', 0.4, 0.9],
  ['mac', 0.6, 0.85],
  ['ip', 0.7, 0.9],
  ['card', 0.7, 0.85],
  ['national_id', 0.7, 0.85],
  ['phone', 0.6, 0.8],
  ['full_name', 0.5, 0.75],
  ['street', 0.4, 0.75],
]

function byContent({ fits, surroundings, refers, samples }: Judged, { shares, values }: Content) {
  if (refers) return undefined
  const [email = 0, phone = 0] = [shares.email, shares.phone]
  if (email + phone >= 0.6 && Math.min(email, phone) >= 0.05 && fits('free_text'))
    return verdict('free_text', 0.85, `values: ${percent(email + phone)} email or phone`)
  const found = telling.find(([kind, enough]) => (shares[kind] ?? 0) >= enough && fits(kind))
  if (found) {
    const [kind, , sure] = found
    const formOnly = kind !== 'full_name' && kind !== 'street' && kind !== 'phone'
    const fewer = values < 3 && !formOnly ? 0.2 : 0
    const thing = surroundings.role === 'thing' && !surroundings.aboutPersons && !formOnly ? 0.2 : 0
    const confidence = sure - fewer - thing
    return { kind, confidence, evidence: [`values: ${percent(shares[kind] ?? 0)} ${kind}`] }
  }
  const company = shares.company ?? 0
  if (company >= 0.4 && values >= 8 && surroundings.role !== 'thing' && fits('company'))
    return verdict('company', 0.75, `values: ${percent(company)} company`)
  if ((shares.tax_id ?? 0) >= 0.65 && values >= 8 && fits('tax_id'))
    return verdict('tax_id', 0.8, `values: ${percent(shares.tax_id ?? 0)} tax_id`)
  const first = shares.first_name ?? 0
  const last = shares.last_name ?? 0
  if (
    values >= 8 &&
    samples.filled >= 8 &&
    first >= 0.7 &&
    fits('first_name') &&
    surroundings.role !== 'thing'
  )
    return verdict('first_name', 0.65, `values: ${percent(first)} first_name`)
  if (values >= 8 && last >= 0.7 && fits('last_name') && surroundings.role !== 'thing')
    return verdict('last_name', 0.6, `values: ${percent(last)} last_name`)
  return undefined
}

const verdict = (kind: Kind, confidence: number, ...evidence: string[]): Verdict => ({
  kind,
  confidence,
  evidence,
})

/** Kinds that are about nobody where the table is about things: the town of a warehouse, a website of a brand. */
const bound = new Set<Kind>([
  'full_name',
  'city',
  'postcode',
  'street',
  'company',
  'url',
  'gender',
  'job',
  'geo',
  'bank',
  'tracking',
  'tax_id',
  'card',
  'signature',
  'country',
  'first_name',
  'phone',
  'birth_date',
  'username',
])

/** How surely a state or a province is one where its town stands beside it. */
const besideTown = 0.85

/** `line2`: of an address, or of an order. */
const lines = /^line(?:[1-4]|one|two|three|four)$/

/** Words that mean one thing as a number and another as a text. */
const asOften: ReadonlyMap<string, Kind> = new Map([['location', 'city']])

function byName({ meaning, fits, surroundings, refers, samples }: Judged, content: Content) {
  if (!meaning || refers) return undefined
  if (meaning.meaning === 'nothing') return undefined
  if (meaning.meaning === 'note' || meaning.meaning === 'weak note')
    return byNote(meaning, surroundings, fits, content, samples.filled)
  const named = meaning.meaning === 'name' ? surroundings.nameMeans : meaning.meaning
  const other = asOften.get(meaning.words)
  const kind = other && named && contradicts(named, samples) ? other : named
  if (kind === undefined || kind === 'country' || !fits(kind)) return undefined
  const said = [`name: ${meaning.words}`]
  // Provinces are few, and the line of an address with the flat is short.
  const ofAddress = surroundings.addresses.has(meaning.before)
  if (wide.has(meaning.words) && !ofAddress) return undefined
  if (lines.test(meaning.words) && !ofAddress) return undefined
  if (meaning.words === 'title' && !(surroundings.contact && surroundings.role === 'person'))
    return undefined
  if (meaning.words === 'url' && surroundings.role !== 'person') return undefined
  if (meaning.meaning === 'name' && meaning.strength < 0.8) return undefined
  let confidence = wide.has(meaning.words) ? besideTown : meaning.strength
  if (bound.has(kind)) {
    const { role, aboutPersons, contact } = surroundings
    if (role === 'thing') confidence -= aboutPersons ? 0.15 : contact ? 0.2 : 0.45
    else if (role === 'unknown') confidence -= contact ? 0 : 0.2
    else said.push(`table: ${role}`)
  }
  const mayBeFew = ofAddress && (kind === 'city' || kind === 'street')
  if (!mayBeFew && !whoDid.has(meaning.words) && hasFewValues(kind, samples)) return undefined
  if (kind === 'full_name' && isNobody(content)) {
    if (meaning.meaning === 'name') return undefined
    confidence -= 0.3
  }
  if (content.values > 0) {
    const share = shareFor(kind, content)
    if ((share ?? 0) < 0.1 && isClearly(kind, content)) return undefined
    if (share !== undefined && share >= 0.3) {
      confidence = Math.min(0.98, confidence + 0.25)
      said.push(`values: ${percent(share)} ${kind}`)
    } else if (contradicts(kind, samples)) return undefined
  }
  return { kind, confidence: round(confidence), evidence: said }
}

function byNote(
  { meaning, strength, words }: NameMeaning,
  { role, aboutPersons, talks, contact }: Surroundings,
  fits: (kind: Kind) => boolean,
  { inside, prose, values }: Content,
  filled: number,
): Verdict | undefined {
  if (!fits('free_text')) return undefined
  const weak = meaning === 'weak note'
  const near = weak
    ? talks ||
      (contact && prose > 0 && role !== 'thing') ||
      (aboutPersons && role !== 'thing' && prose > 0)
    : role === 'person' || role === 'deed' || (aboutPersons && role !== 'thing')
  if (filled >= 20 && inside === 0 && (weak || values <= 3)) return undefined
  let confidence = near ? strength - (weak ? 0.1 : 0) : strength - 0.45
  const evidence = [`name: ${words}`]
  if (near) evidence.push(`table: ${role}`)
  if (filled > 0 && prose < 0.2 && inside === 0 && !(values < 4 && prose > 0)) confidence -= 0.35
  if (inside > 0) {
    confidence += 0.25
    evidence.push(`values: ${percent(inside)} with persons inside`)
  }
  return { kind: 'free_text', confidence: round(Math.min(0.95, confidence)), evidence }
}

/** Text that says nothing by its name and holds persons all the same. */
function byText({ fits, surroundings, refers }: Judged, { inside, values }: Content) {
  if (inside === 0 || refers || !fits('free_text')) return undefined
  const { role, aboutPersons } = surroundings
  const near = role === 'person' || role === 'deed' || aboutPersons
  const enough = near ? 0.03 : 0.06
  if (inside < enough || (!near && inside * values < 2 && inside < 0.3)) return undefined
  const confidence =
    (near ? 0.6 : 0.5) + Math.min(0.3, inside * 0.4) - (values < 3 && !near ? 0.2 : 0)
  return verdict('free_text', round(confidence), `values: ${percent(inside)} with persons inside`)
}

/** Whether the values are surely of another kind than the name says. */
const isClearly = (kind: Kind, { shares }: Content): boolean =>
  telling.some(([other]) => other !== kind && (shares[other] ?? 0) >= 0.7) &&
  telling.some(([one]) => one === kind)

/** Of several names none is one that people have, or companies. */
const isNobody = ({ shares, values }: Content): boolean =>
  values >= 8 &&
  Math.max(
    shares.full_name ?? 0,
    shares.first_name ?? 0,
    shares.last_name ?? 0,
    shares.company ?? 0,
    shares.email ?? 0,
  ) < 0.05

/** Words for what opens a door, and those that are as often about something else. */
const keyWords = new Set(['token', 'secret', 'cookie', 'sid', 'sesskey', 'salt', 'nonce'])
const weakKeyWords = new Set(['key', 'hash', 'code', 'identifier', 'cookie', 'credential'])

/** Texts drawn at random, under the name of a key. */
function byChance({ tokens, surroundings, samples, fits, refers }: Judged): Verdict | undefined {
  const last = tokens.findLast((token) => !/^\d+$/.test(token)) ?? ''
  if (heads.has(last) && !weakKeyWords.has(last)) return undefined
  const surely = tokens.some((token) => keyWords.has(token))
  const perhaps = tokens.some((token) => weakKeyWords.has(token))
  if (refers || !fits('secret') || !(surely || perhaps)) return undefined
  const { opens, aboutPersons } = surroundings
  const said = `name: ${tokens.join('')}`
  if (samples.filled === 0)
    return opens && perhaps && tokens.length === 1 ? verdict('secret', 0.6, said) : undefined
  const drawn = samples.values.filter(looksDrawn).length / Math.max(1, samples.values.length)
  if (drawn < 0.8) return undefined
  const confidence = surely || opens ? 0.8 : aboutPersons ? 0.6 : 0
  return verdict('secret', confidence, said, `values: ${percent(drawn)} drawn at random`)
}

const round = (confidence: number): number => Math.round(confidence * 100) / 100

/** Undefined where the form of values tells nothing. */
function shareFor(kind: Kind, { shares }: Content): number | undefined {
  if (kind === 'full_name') return Math.max(shares.full_name ?? 0, shares.first_name ?? 0)
  if (kind === 'last_name') return Math.max(shares.last_name ?? 0, (shares.first_name ?? 0) / 2)
  return shares[kind]
}
