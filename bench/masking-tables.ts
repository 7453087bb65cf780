import type { Random } from 'poligon'

/** A column of a measured table; without `mask` it is kept. */
export interface BenchColumn {
  readonly name: string
  /** The transformer and its parameters. */
  readonly mask?: string
  /** Paths and their treatments, for a column of JSON documents. */
  readonly json?: string
  readonly value: (random: Random) => string | null
}

/** Beside its key `id`, which is kept. */
export interface BenchTable {
  readonly name: string
  /** Of the bytes of the dump. */
  readonly share: number
  readonly columns: readonly BenchColumn[]
}

const firstNames = ['Anna', 'Jan', 'Małgorzata', 'Piotr', 'Łucja', 'Krzysztof', 'Jürgen', 'Renée']
const lastNames = ['Nowak', 'Kowalska', 'Wiśniewski', 'Wójcik', 'Zielińska', "O'Brien", 'Müller']
const towns = ['Warszawa', 'Kraków', 'Łódź', 'Gdańsk', 'Zielona Góra', 'Köln', 'Bielsko-Biała']
const streets = ['Długa', 'Polna', 'Jana Matejki', 'Świętokrzyska', 'Leśna', 'Kościuszki']

export const number = (random: Random, digits: number) =>
  String(10 ** (digits - 1) + random.below(9 * 10 ** (digits - 1)))
const hex = (random: Random, length: number) =>
  Array.from({ length: Math.ceil(length / 4) }, () =>
    random.below(65_536).toString(16).padStart(4, '0'),
  )
    .join('')
    .slice(0, length)

export type Value = BenchColumn['value']

/** NULL in so many of ten rows. */
const orNull =
  (tenths: number, value: Value): Value =>
  (random) =>
    random.below(10) < tenths ? null : value(random)

export const email: Value = (r) =>
  `${r.pick(['anna.maria', 'jan', 'biuro', 'zofia.mazur'])}.${number(r, 7)}@firma-${r.below(900)}.com.pl`
export const fullName: Value = (r) =>
  `${r.pick(firstNames)} ${r.pick(firstNames)} ${r.pick(lastNames)}`
const firstName: Value = (r) => r.pick(firstNames)
const lastName: Value = (r) => r.pick(lastNames)
export const phone: Value = (r) => `+48 ${number(r, 3)} ${number(r, 3)} ${number(r, 3)}`
const nip: Value = (r) => `PL${number(r, 10)}`
export const street: Value = (r) =>
  `ul. ${r.pick(streets)} ${1 + r.below(200)}${r.below(4) === 0 ? `\nm. ${r.below(99)}` : ''}`
const company: Value = (r) => `${r.pick(lastNames)} i Wspólnicy ${r.below(9999)} sp. z o.o.`
const address: Value = (r) => `83.${r.below(250)}.${r.below(250)}.${r.below(250)}`
const hash: Value = (r) => `$2y$10$${hex(r, 53)}`
const token: Value = (r) => hex(r, 32)
const city: Value = (r) => r.pick(towns)
const postcode: Value = (r) => `${number(r, 2)}-${number(r, 3)}`

export const count: Value = (r) => String(r.below(90_000))
const flag: Value = (r) => String(r.below(2))
export const time: Value = (r) => `2024-0${1 + r.below(9)}-1${r.below(9)} 12:${number(r, 2)}:00`
const money: Value = (r) => `${r.below(2000)}.${number(r, 4)}`
const status: Value = (r) => r.pick(['complete', 'processing', 'pending_payment'])
const shelf = 'Regał magazynowy, 5 półek, nośność 175 kg "na półkę"'
const options: Value = (r) =>
  JSON.stringify({ sku: `RG-${number(r, 6)}`, qty: r.below(9), label: shelf })
export const remark: Value = (r) =>
  `${shelf}; ${r.pick(['dostawa', 'odbiór własny'])} ${number(r, 6)}`

/** `kinds` taken in turns, so many of them. */
export const kept = (howMany: number, ...kinds: readonly Value[]): BenchColumn[] =>
  Array.from({ length: howMany }, (_, i) => ({
    name: `kept_${i}`,
    value: kinds[i % kinds.length] as Value,
  }))

/** Shaped like a shop's customers (23 columns), their addresses (25) and orders (38). */
export const customerTables: readonly BenchTable[] = [
  {
    name: 'customer_entity',
    share: 0.24,
    columns: [
      ...kept(5, count, flag, time),
      { name: 'email', mask: 'email', value: email },
      { name: 'prefix', value: orNull(9, status) },
      { name: 'firstname', mask: 'firstName', value: firstName },
      { name: 'lastname', mask: 'lastName', value: lastName },
      { name: 'taxvat', mask: 'nip', value: orNull(5, nip) },
      { name: 'password_hash', mask: 'passwordHash', value: hash },
      { name: 'rp_token', mask: 'token', value: orNull(3, token) },
      { name: 'phone', mask: 'phone', value: orNull(1, phone) },
      { name: 'last_ip', mask: 'ip', value: address },
      ...kept(8, flag, count, orNull(5, remark), time, orNull(9, time)).map((one, i) => ({
        ...one,
        name: `more_${i}`,
      })),
    ],
  },
  {
    name: 'customer_address_entity',
    share: 0.32,
    columns: [
      ...kept(6, count, flag, time),
      { name: 'fullname', mask: 'fullName', value: fullName },
      { name: 'company', mask: 'company', value: orNull(4, company) },
      { name: 'street', mask: 'street', value: street },
      { name: 'city', mask: 'city', value: city },
      { name: 'postcode', mask: 'postcode', value: postcode },
      { name: 'telephone', mask: 'phone', value: phone },
      { name: 'vat_id', mask: 'nip', value: orNull(6, nip) },
      { name: 'contact_email', mask: 'email', value: email },
      ...kept(10, flag, count, orNull(5, money), orNull(7, remark), orNull(7, time)).map(
        (one, i) => ({
          ...one,
          name: `more_${i}`,
        }),
      ),
    ],
  },
  {
    name: 'sales_order',
    share: 0.44,
    columns: [
      ...kept(14, flag, count, orNull(8, status), flag),
      { name: 'customer_email', mask: 'email', value: email },
      { name: 'customer_firstname', mask: 'firstName', value: firstName },
      { name: 'customer_lastname', mask: 'lastName', value: lastName },
      { name: 'remote_ip', mask: 'ip', value: address },
      { name: 'customer_address', mask: 'street', value: street },
      { name: 'options', value: orNull(8, options) },
      ...kept(18, flag, orNull(7, money), count, orNull(8, time)).map((one, i) => ({
        ...one,
        name: `more_${i}`,
      })),
    ],
  },
]

/** Shaped like the partners of an ERP: some 360 bytes a row. */
export const partnerTable: BenchTable = {
  name: 'public.partners',
  share: 1,
  columns: [
    ...kept(4, count, status, money),
    { name: 'email', mask: 'email', value: email },
    { name: 'name', mask: 'fullName', value: fullName },
    { name: 'phone', mask: 'phone', value: phone },
    { name: 'company', mask: 'company', value: company },
    { name: 'options', value: options },
    ...kept(10, flag, count, orNull(7, remark), orNull(7, time)).map((one, i) => ({
      ...one,
      name: `more_${i}`,
    })),
  ],
}
