import type { ColumnSamples } from './column-samples.ts'
import type { Kind } from './kinds.ts'

/** What hardly any value of the kind looks like. */
const shapes: Partial<Readonly<Record<Kind, RegExp>>> = {
  email: /^[^@]*$/,
  phone: /^(?:\D*\d?\D*\d?\D*\d?\D*\d?\D*|.*\p{L}{4,}.*|\d{4}-\d\d-\d\d.*)$/u,
  ip: /^(?!\\x|\d+$)[^.:]*$/,
  mac: /^.{0,8}$/,
  postcode: /^(?:.{13,}|\D{5,})$/,
  iban: /^(?:\D*\d?){0,6}\D*$/,
  card: /^\D*$|^.{40,}$/,
  url: /^[^.]*$/,
  user_agent: /^[^/]*$/,
  full_name: /^(?:[\d\s.,:;-]*|[a-z0-9]+(?:[_.-][a-z0-9]+)+|[<{[].*|https?:.*)$/u,
  first_name: /^(?:[\d\s.,:;-]+|[a-z0-9]+(?:[_.-][a-z0-9]+)+|[<{[].*|.*\d\d.*)$/u,
  last_name: /^(?:[\d\s.,:;-]+|[a-z0-9]+(?:[_.-][a-z0-9]+)+|[<{[].*|.*\d\d.*)$/u,
  city: /^(?:\d+|[a-z0-9]+(?:[_-][a-z0-9]+)+|[<{[].*|https?:.*)$/u,
  street: /^(?:\d{5,}|[a-z]+(?:[_-][a-z]+)+|[<{[].*|https?:.*|true|false)$/u,
  company: /^(?:\d+|[a-z]+(?:_[a-z]+)+|[<{[].*|true|false|yes|no)$/iu,
  geo: /^\p{L}/u,
  secret: /^(?:.{0,4}|true|false|\S+(?: \S+){2,})$/i,
  password_hash: /^.{0,2}$/,
  birth_date: /^(?!.*\d)/,
  national_id: /^(?!.*\d.*\d.*\d)/,
  tax_id: /^(?!.*\d.*\d.*\d)/,
  tracking: /^(?!.*\d.*\d)/,
  username: /^(?:true|false|[<{[].*|\d{1,9}|[0-9a-f]{8}-[0-9a-f-]{27})$/i,
  bank: /^(?:true|false|\d{0,3})$/,
  job: /^[\d\s.]*$/,
}

/** Kinds of which nearly every person has another one. */
const own = new Set<Kind>(['full_name', 'username', 'street', 'company', 'phone', 'city', 'job'])

/** Rows of which more than a few values are to be expected. */
const manyRows = 20

/** Whether few values stand in many rows where persons would differ: words of a program, the company itself. */
export function hasFewValues(
  kind: Kind,
  { values, filled }: Pick<ColumnSamples, 'values' | 'filled'>,
): boolean {
  if (values.length === 0) return false
  if (kind === 'company' && values.length === 1 && filled >= 5) return true
  if (filled < manyRows) return false
  if (kind === 'company' && values.length <= 2) return true
  return own.has(kind) && values.length <= filled / 4 && areCodes(values)
}

/** Whether the form of the values speaks against the kind. */
export function contradicts(kind: Kind, { values }: Pick<ColumnSamples, 'values'>): boolean {
  if (values.length === 0) return false
  const shape = shapes[kind]
  if (!shape) return false
  return values.filter((value) => shape.test(value.trim())).length > values.length * 0.7
}

/** Words as programs write them, at most a dozen: `processing`, `on_hold`, `2`. */
const areCodes = (values: readonly string[]): boolean =>
  values.length <= 12 && values.every((value) => /^[a-z0-9_.: -]{1,30}$/.test(value))
