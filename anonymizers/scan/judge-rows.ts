import { plain } from '../detectors/plain-letters.ts'
import { isFirstName, isLastName } from '../detectors/known-names.ts'
import { birthOfPesel, dayOf } from './births.ts'
import type { JudgedColumn } from './judge-table.ts'
import type { Kind } from './kinds.ts'
import type { SampledRow, SampledTable } from './table-samples.ts'
import { percent } from './verdict.ts'

/** Rows in which both columns must hold something. */
const fewest = 5
/** Of them, how many must agree: people have addresses without their names, too. */
const resembling = 0.3
const equal = 0.6

/** Kinds that stand in one row in several spellings: with gaps and without, in small letters. */
const spelled = new Set<Kind>([
  'email',
  'phone',
  'tax_id',
  'national_id',
  'iban',
  'card',
  'username',
])

const names = new Set<Kind>(['first_name', 'last_name', 'full_name', 'username'])

/**
 * Judges once more by whole rows: what resembles the e-mail of its row is a name of somebody, a day that is in the
 * personal number of its row a birth, a text that is the first name and the surname of its row a full name, the same
 * signs a copy in another spelling. What was
 * taken for a name by lists alone, and resembles no e-mail, is less sure.
 */
export function withRows(
  { shape, rows }: SampledTable,
  judged: readonly JudgedColumn[],
): readonly JudgedColumn[] {
  if (rows.length < fewest) return judged
  const known = new Map(judged.map((one) => [one.column, one]))
  const refers = new Set(shape.foreignKeys.flatMap(({ columns }) => columns))
  const columns = shape.columns.map(({ name }) => name).filter((name) => !refers.has(name))
  const ofKind = (kind: Kind) => judged.filter((one) => one.kind === kind && !one.paths)
  const told = new Map<string, JudgedColumn>()
  const tell = (column: string, kind: Kind, confidence: number, evidence: string) => {
    const before = told.get(column) ?? known.get(column)
    const isSame = before?.kind === kind
    if (before && !isSame && before.confidence >= confidence) return
    told.set(column, {
      column,
      kind,
      confidence: Math.max(confidence, isSame ? before.confidence : 0),
      evidence: [...(isSame ? before.evidence : []), `rows: ${evidence}`],
      empty: false,
    })
  }
  for (const { column: email } of ofKind('email'))
    for (const column of columns.filter((one) => one !== email)) {
      const { share, both } = agreement(rows, column, email, resembles)
      const before = known.get(column)
      const isName = before !== undefined && names.has(before.kind)
      const said = `${percent(share)} resemble ${email}`
      if (share >= resembling && both >= fewest && (isName || !before)) {
        const kind = before?.kind ?? kindOfNames(rows.flatMap((row) => row.get(column) ?? []))
        if (kind) tell(column, kind, isName ? 0.9 : 0.75, said)
      } else if (isName && share === 0 && both >= fewest * 2 && isByListAlone(before))
        told.set(column, {
          ...before,
          confidence: Math.max(0.5, before.confidence - 0.2),
          evidence: [...before.evidence, `rows: none resembles ${email}`],
        })
    }
  for (const { column: original, kind } of judged.filter((one) => spelled.has(one.kind)))
    for (const column of columns.filter((one) => !known.has(one))) {
      const { share, both } = agreement(rows, column, original, isSameSpelled)
      if (share >= equal && both >= fewest)
        tell(column, kind, 0.9, `${percent(share)} are ${original}`)
    }
  for (const number of columns)
    for (const date of columns) {
      if (number === date || !isDated(rows, number)) continue
      const { share, both } = agreement(rows, number, date, isBornOn)
      if (share < equal || both < fewest) continue
      tell(date, 'birth_date', 0.97, `${percent(share)} agree with ${number}`)
      tell(number, 'national_id', 0.97, `${percent(share)} agree with ${date}`)
    }
  for (const { column: first } of ofKind('first_name'))
    for (const { column: last } of ofKind('last_name'))
      for (const column of columns) {
        if (column === first || column === last) continue
        const whole = rows.filter((row) => row.has(column) && row.has(first) && row.has(last))
        const share =
          whole.filter((row) => isBoth(row.get(column), row.get(first), row.get(last))).length /
          Math.max(1, whole.length)
        if (share >= equal && whole.length >= fewest)
          tell(column, 'full_name', 0.95, `${percent(share)} are ${first} and ${last}`)
      }
  return [
    ...judged.map((one) => told.get(one.column) ?? one),
    ...[...told.values()].filter(({ column }) => !known.has(column)),
  ]
}

const isByListAlone = ({ evidence }: JudgedColumn): boolean =>
  evidence.every((one) => one.startsWith('values:'))

/** Of the rows in which both columns hold something, the share in which they agree. */
function agreement(
  rows: readonly SampledRow[],
  one: string,
  other: string,
  agree: (one: string, other: string) => boolean,
): { readonly share: number; readonly both: number } {
  const pairs = rows.flatMap((row) => {
    const [a, b] = [row.get(one), row.get(other)]
    return a === undefined || b === undefined ? [] : [[a, b] as const]
  })
  const agreeing = pairs.filter(([a, b]) => agree(a, b)).length
  return { share: agreeing / Math.max(1, pairs.length), both: pairs.length }
}

const signsOf = (text: string): string => plain(text).replace(/[^a-z0-9]/g, '')

const isSameSpelled = (one: string, other: string): boolean =>
  signsOf(one).length >= 6 && signsOf(one) === signsOf(other)

/** Whether a name is in the address, as people choose theirs. */
function resembles(name: string, email: string): boolean {
  const local = plain(email.slice(0, Math.max(0, email.lastIndexOf('@'))))
  if (local.length < 4 || name.includes('@')) return false
  const words = plain(name)
    .split(/[^a-z]+/)
    .filter((word) => word.length >= 4)
  return words.length <= 4 && words.some((word) => local.includes(word))
}

/** Of values that resemble e-mails; undefined where they are not such as names are. */
function kindOfNames(values: readonly string[]): Kind | undefined {
  const share = (is: (value: string) => boolean) =>
    values.filter(is).length / Math.max(1, values.length)
  if (share((value) => /^\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]*){1,3}$/u.test(value)) >= 0.6)
    return 'full_name'
  if (share((value) => /^[a-z][a-z0-9._-]{2,}$/.test(value)) >= 0.6) return 'username'
  if (share((value) => /^\p{Lu}[\p{L}'’-]+$/u.test(value)) < 0.6) return undefined
  return share(isFirstName) > share(isLastName) ? 'first_name' : 'last_name'
}

const isDated = (rows: readonly SampledRow[], column: string): boolean => {
  const values = rows.flatMap((row) => row.get(column) ?? [])
  return (
    values.length >= fewest &&
    values.filter((value) => birthOfPesel(value) !== undefined).length >= values.length * 0.5
  )
}

const isBornOn = (number: string, date: string): boolean => {
  const born = birthOfPesel(number)
  return born !== undefined && born === dayOf(date)
}

function isBoth(full = '', first = '', last = ''): boolean {
  const words = plain(full).replaceAll(',', ' ').split(/\s+/).join(' ').trim()
  const [one, other] = [plain(first).trim(), plain(last).trim()]
  return words === `${one} ${other}` || words === `${other} ${one}`
}
