import { spansIn, tokensOf } from './tokens.ts'
import type { Dictionary, Role } from './words/dictionary.ts'

/** What a table is about, as far as its name tells. */
export interface TableRole {
  /** Of the word that the name ends with in English and German, and begins with elsewhere. */
  readonly head: Role | 'unknown'
  /** Whether any word of the name is about persons: `customer_group`. */
  readonly aboutPersons: boolean
  /** People write in it: reviews, messages, tickets. */
  readonly talks: boolean
  /** Whoever knows its keys comes in: sessions, tokens, resets of passwords. */
  readonly opens: boolean
}

/** @param prefix - what all tables of the database begin with: `oc_`. */
export function roleOf(table: string, prefix: string, dictionary: Dictionary): TableRole {
  const bare = table.slice(table.lastIndexOf('.') + 1)
  const name = bare.startsWith(prefix) ? bare.slice(prefix.length) : bare
  const tokens = tokensOf(name).flatMap(dictionary.tableWords)
  const spans = spansIn(tokens, dictionary.roles)
  const aboutPersons =
    spans.some(({ found }) => found.has('person')) || accounts.test(tokens.at(-1) ?? '')
  const ending = spans
    .filter(({ to }) => to === tokens.length || isNumber(tokens.slice(to)))
    .toSorted((a, b) => a.from - b.from)[0]
  const heads = ending ?? spans.toSorted((a, b) => b.to - a.to || a.from - b.from)[0]
  const opens = tokens.some((token) => doors.has(token))
  const order: readonly Role[] = ['person', 'deed', 'thing']
  const head = order.find((role) => heads?.found.has(role)) ?? 'unknown'
  // In a template of mails nobody writes to anybody.
  const talks = head !== 'thing' && tokens.some((token) => talk.has(token))
  return { head, aboutPersons, talks, opens }
}

/** Whom one sells to, as a CRM calls them; in front of other words they are of a ledger: `account_move`. */
const accounts = /^accounts?$/

const doors: ReadonlySet<string> = new Set(
  'token tokens session sessions oauth api apikey apikeys webservice webservices recovery reset password passwords auth authentication authenticate persistent access credential credentials login logins remember secret secrets keys invite invitation invitations otp totp giftcard giftcards device devices jwt sso signup signups mfa 2fa tfa webauthn passkey passkeys authenticator authenticators'.split(
    ' ',
  ),
)

const talk: ReadonlySet<string> = new Set(
  'review reviews comment comments message messages ticket tickets note notes question questions feedback testimonial testimonials opinion opinie mail mails email emails chat complaint answer answers reply replies search searches conversation communication activity rma return returns history zgloszenie zgloszenia reklamacja reklamacje wiadomosci komentarze bewertung bewertungen nachricht nachrichten anfrage avis commentaire reclamation opinion comentario mensaje recensione recensioni messaggi richiesta recenze zprava zpravy reklamace event events meeting task todo sms crm lead leads opportunity case cases'.split(
    ' ',
  ),
)

const isNumber = (tokens: readonly string[]) => tokens.every((token) => /^\d+$/.test(token))

/** What most tables begin with, up to an underscore: `ps_`, `wp_`; empty when there is none. */
export function prefixOf(tables: readonly string[]): string {
  if (tables.length < 5) return ''
  const starts = tables.map(
    (table) => /^[a-z0-9]{1,8}_/i.exec(table.slice(table.lastIndexOf('.') + 1))?.[0] ?? '',
  )
  const counts = Map.groupBy(starts, (start) => start)
  const [most = '', all = []] = [...counts].toSorted((a, b) => b[1].length - a[1].length)[0] ?? []
  return all.length >= tables.length * 0.8 ? most : ''
}
