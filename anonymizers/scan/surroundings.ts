import type { Kind } from './kinds.ts'
import type { NameMeaning } from './name-meaning.ts'
import type { TableRole } from './table-role.ts'

/** What a column stands among. */
export interface Surroundings {
  readonly role: TableRole['head']
  readonly aboutPersons: boolean
  /** People write in it: reviews, messages, tickets. */
  readonly talks: boolean
  /** What stands in front of a postcode or a town in the names of other columns: `billing`, nothing. */
  readonly addresses: ReadonlySet<string>
  /** Whoever knows its keys comes in: sessions, tokens, resets of passwords. */
  readonly opens: boolean
  /** Its neighbours are ways to reach somebody: an e-mail, a surname, a phone, a street. */
  readonly contact: boolean
  /** What `name` means here; undefined: the name of a thing. */
  readonly nameMeans: Kind | undefined
}

const ways = new Set(['email', 'phone', 'last_name', 'first_name', 'street', 'password_hash'])

/** @param meanings - of all columns of the table, or of all members of an object. */
export function surroundingsOf(
  { head, aboutPersons, talks, opens }: TableRole,
  meanings: readonly (NameMeaning | undefined)[],
): Surroundings {
  const has = (kind: string) => meanings.some((one) => one?.meaning === kind && one.strength >= 0.6)
  const contact = [...ways].filter(has).length >= 2 || has('last_name')
  return {
    role: head,
    aboutPersons,
    talks,
    addresses: new Set(meanings.flatMap((one) => (one && isPlace(one) ? [one.before] : []))),
    opens,
    contact,
    nameMeans: nameMeans(head, contact, has),
  }
}

/** Parts of a country, beside a postcode or a town; else the state of anything. */
export const wide: ReadonlySet<string> = new Set(
  'state province region county district prov kraj departement'.split(' '),
)

const isPlace = ({ meaning, words }: NameMeaning): boolean =>
  meaning === 'postcode' || (meaning === 'city' && !wide.has(words))

function nameMeans(
  head: TableRole['head'],
  contact: boolean,
  has: (kind: string) => boolean,
): Kind | undefined {
  if (has('last_name') && !has('first_name')) return 'first_name'
  if (has('first_name') && !has('last_name')) return 'last_name'
  return head === 'person' || (contact && head !== 'thing') ? 'full_name' : undefined
}
