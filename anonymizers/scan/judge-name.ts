import type { Content } from './content.ts'
import { isClearly } from './judge-content.ts'
import { byNote } from './judge-text.ts'
import type { Kind } from './kinds.ts'
import { wide } from './surroundings.ts'
import { contradicts, hasFewValues } from './unlike.ts'
import { percent, round, type Judged, type Verdict } from './verdict.ts'
import { whoDid } from './words/modifiers.ts'

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

/** A parcel is on its way to somebody, whatever the table is about. */
const unbound = /^(?:\w+tracking|tracking(?!\w*(?:url|link))\w+)$/

/** What somebody types to come in. */
const logins =
  /^(?:username|login|loginname|userlogin|uname|useridentifier|(?:api|imap|smtp|s?ftp|ldap|bind)user)$/

/** How surely a state or a province is one where its town stands beside it. */
const besideTown = 0.85

/** `line2`, `house`: of an address, or of an order, of anything. */
const lines = /^(?:line(?:[1-4]|one|two|three|four)|house|flat|number|numero|numer|nummer|cislo)$/

/** Of a person what they do, else what a thing is called and where it stands in a list. */
const ranks = new Set(['title', 'position'])

/** Words that mean one thing as a number and another as a text. */
const asOften: ReadonlyMap<string, Kind> = new Map([['location', 'city']])

/** What the name says, held against type, table and values. */
export function byName(judged: Judged): Verdict | undefined {
  const { meaning, fits, surroundings, refers, samples, content } = judged
  if (!meaning || refers) return undefined
  if (meaning.meaning === 'nothing') return undefined
  if (meaning.meaning === 'note' || meaning.meaning === 'weak note') return byNote(meaning, judged)
  const named = meaning.meaning === 'name' ? surroundings.nameMeans : meaning.meaning
  const other = asOften.get(meaning.words)
  const kind = other && named && contradicts(named, samples) ? other : named
  if (kind === undefined || kind === 'country' || !fits(kind)) return undefined
  const said = [`name: ${meaning.words}`]
  // Provinces are few, and the line of an address with the flat is short.
  const ofAddress = surroundings.addresses.has(meaning.before)
  if (wide.has(meaning.words) && !ofAddress) return undefined
  if (lines.test(meaning.words) && !ofAddress) return undefined
  if (meaning.words === 'location' && !ofAddress && !isTown(kind, judged)) return undefined
  if (ranks.has(meaning.words) && !(surroundings.contact && surroundings.role === 'person'))
    return undefined
  if (meaning.words === 'url' && surroundings.role !== 'person') return undefined
  if (meaning.meaning === 'name' && meaning.strength < 0.8) return undefined
  let confidence = wide.has(meaning.words) ? besideTown : meaning.strength
  if (bound.has(kind) && !unbound.test(meaning.words)) {
    const { role, aboutPersons, contact } = surroundings
    if (role === 'thing')
      confidence -= aboutPersons ? 0.15 : contact || logins.test(meaning.words) ? 0.2 : 0.45
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

/** Where somebody is: as the values say, or in a table of persons that has none. */
const isTown = (kind: Kind, { content, surroundings }: Judged): boolean =>
  content.values > 0 ? (content.shares[kind] ?? 0) >= 0.3 : surroundings.role === 'person'

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

/** Undefined where the form of values tells nothing. */
function shareFor(kind: Kind, { shares }: Content): number | undefined {
  if (kind === 'full_name') return Math.max(shares.full_name ?? 0, shares.first_name ?? 0)
  if (kind === 'last_name') return Math.max(shares.last_name ?? 0, (shares.first_name ?? 0) / 2)
  return shares[kind]
}
