import { spreadsLikeAges } from './birth-dates.ts'
import type { Content } from './content.ts'
import type { Kind } from './kinds.ts'
import type { Surroundings } from './surroundings.ts'
import { percent, verdict, type Judged, type Verdict } from './verdict.ts'

/** Kinds whose form alone tells them, with the share of values that is enough. */
const telling: readonly (readonly [Kind, number, number])[] = [
  ['email', 0.4, 0.97],
  ['iban', 0.4, 0.95],
  ['password_hash', 0.4, 0.95],
  ['user_agent', 0.4, 0.9],
  ['secret', 0.5, 0.9],
  ['mac', 0.6, 0.85],
  ['ip', 0.7, 0.9],
  ['geo', 0.6, 0.85],
  ['card', 0.7, 0.85],
  ['national_id', 0.7, 0.85],
  ['phone', 0.6, 0.8],
  ['full_name', 0.5, 0.75],
  ['street', 0.4, 0.75],
  ['url', 0.4, 0.75],
]

/** Of these as many are about things. */
const alsoOfThings = new Set<Kind>(['full_name', 'street', 'phone', 'url', 'geo'])

/** Different values from which words of a list tell what a column holds. */
const fewest = 8

/** What the values say, whatever the column is called. */
export function byContent(judged: Judged): Verdict | undefined {
  const { content, surroundings, refers, fits } = judged
  const { shares, values } = content
  if (refers) return undefined
  const [email = 0, phone = 0] = [shares.email, shares.phone]
  if (email + phone >= 0.6 && Math.min(email, phone) >= 0.05 && fits('free_text'))
    return verdict('free_text', 0.85, `values: ${percent(email + phone)} email or phone`)
  const found = telling.find(([kind, enough]) => (shares[kind] ?? 0) >= enough && fits(kind))
  if (found) {
    const [kind, , sure] = found
    const formOnly = !alsoOfThings.has(kind)
    const fewer = values < 3 && !formOnly ? 0.2 : 0
    const thing = surroundings.role === 'thing' && !surroundings.aboutPersons && !formOnly ? 0.2 : 0
    return seen(kind, sure - fewer - thing, shares[kind] ?? 0)
  }
  if (values < fewest) return values < 3 ? undefined : byPosition(judged)
  return byCheckDigits(judged) ?? byWords(judged) ?? byDates(judged)
}

const seen = (kind: Kind, confidence: number, share: number): Verdict =>
  verdict(kind, confidence, `values: ${percent(share)} ${kind}`)

/** One in eleven, or in ten, has the right check digit by chance: a whole column has it for a reason. */
function byCheckDigits({ content: { shares, possible, values }, fits }: Judged) {
  const kind = (['national_id', 'tax_id'] as const).find(
    (one) =>
      fits(one) &&
      ((shares[one] ?? 0) >= 0.65 || ((possible[one] ?? 0) >= 0.7 && values >= fewest * 1.5)),
  )
  return kind && seen(kind, 0.8, possible[kind] ?? 0)
}

/** By lists of words, which things are called by too: not where the table is about them. */
function byWords(judged: Judged): Verdict | undefined {
  const { content, samples, fits, surroundings } = judged
  const { role, contact, aboutPersons } = surroundings
  const share = (kind: Kind) => (fits(kind) ? (content.shares[kind] ?? 0) : 0)
  if (share('company') >= (role === 'thing' ? 0.6 : 0.4) && (role !== 'thing' || aboutPersons))
    return seen('company', 0.75, share('company'))
  if (role === 'thing') return undefined
  const near = role !== 'unknown' || contact
  const [first, last, city] = [share('first_name'), share('last_name'), share('city')]
  if (city >= 0.5 && city > Math.max(first, last) + 0.1) return seen('city', near ? 0.7 : 0.5, city)
  if (share('username') >= 0.4 && isOwn(judged))
    return seen('username', nearLogins(surroundings) ? 0.75 : 0.55, share('username'))
  if (first >= 0.7 && samples.filled >= fewest) return seen('first_name', 0.65, first)
  if (last >= 0.7) return seen('last_name', 0.6, last)
  return byPosition(judged)
}

/** Positions are few in any firm. */
function byPosition({ content: { shares }, fits, surroundings: { role, contact } }: Judged) {
  const share = shares.job ?? 0
  if (share < 0.5 || role === 'thing' || !(role === 'person' || contact) || !fits('job'))
    return undefined
  return seen('job', contact ? 0.7 : 0.55, share)
}

const nearLogins = ({ contact, aboutPersons, opens }: Surroundings): boolean =>
  contact || aboutPersons || opens

/** Nearly every row has a value of its own. */
const isOwn = ({ samples: { values, filled } }: Judged): boolean =>
  values.length >= Math.min(filled, 200) * 0.4

function byDates({ samples, fits, surroundings: { role, contact } }: Judged) {
  if (!fits('birth_date') || role === 'thing' || !spreadsLikeAges(samples)) return undefined
  const confidence = role === 'person' || contact ? 0.75 : 0.5
  return verdict('birth_date', confidence, 'values: days that spread like the ages of adults')
}

/** Whether the values are surely of another kind than the name says. */
export const isClearly = (kind: Kind, { shares }: Content): boolean =>
  telling.some(([other]) => other !== kind && (shares[other] ?? 0) >= 0.7) &&
  telling.some(([one]) => one === kind)
