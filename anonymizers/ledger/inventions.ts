import { randomToken } from '../../core/seed.ts'
import type { ColumnKind, ColumnShape } from '../column.ts'
import { checkDigit, ibanDigits, luhnDigit } from '../kernel/check-digits.ts'

/** What is planted for one kind of personal data. */
interface Invention {
  /** A value that is in no list and in nobody's data; short ones where there is no room for the usual. */
  readonly forms: readonly (() => string)[]
  /** Columns that take it besides those of text. */
  readonly alsoIn?: readonly ColumnKind[]
}

const letters = () => randomToken(64).replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))
const digits = (count: number) =>
  String(BigInt(`0x${randomToken(128)}`) % 10n ** BigInt(count)).padStart(count, '0')
const notZero = () => String(1 + (Number.parseInt(randomToken(32), 16) % 9))
const hex = (count: number) => randomToken(count * 4)
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const bytes = (text: string) => Buffer.from(text)

/** Some digits never get a check digit: others are drawn. */
function withCheck(begin: () => string, check: (digits: Uint8Array, to: number) => number): string {
  for (;;) {
    const begins = begin()
    const digit = check(bytes(begins), begins.length)
    if (digit < 10) return `${begins}${digit}`
  }
}

const nip = () =>
  withCheck(
    () => `${notZero()}${notZero()}${notZero()}${digits(6)}`,
    (begins, to) => checkDigit('nip', begins, to),
  )
const pesel = () =>
  withCheck(
    () => `${notZero()}${digits(1)}0${notZero()}1${digits(5)}`,
    (begins, to) => checkDigit('pesel', begins, to),
  )
const regon = () =>
  withCheck(
    () => `1${digits(7)}`,
    (begins, to) => checkDigit('regon', begins, to),
  )
const account = () => {
  const number = `1${digits(23)}`
  return `${String(ibanDigits(bytes(number), 0, 24)).padStart(2, '0')}${number}`
}
const card = () =>
  withCheck(
    () => `4${notZero()}${digits(13)}`,
    (begins, to) => luhnDigit(begins, 0, to),
  )
const email = () => `kanarek.${letters()}@kanarek-firma.pl`
const phone = () => `+48 60${digits(1)} ${digits(3)} ${digits(3)}`
/** A day of the last century that is not the first of a month. */
const day = () => {
  const below = (most: number) => Number.parseInt(randomToken(32), 16) % most
  const two = (number: number) => String(number).padStart(2, '0')
  return `19${two(below(100))}-${two(1 + below(12))}-${two(2 + below(27))}`
}
const sentence = () => `Kanarek zostawił ${letters()}`
const word = { forms: [() => capital(letters())] }
const anything: Invention = { forms: [sentence], alsoIn: ['json', 'binary'] }

/** By what a column holds, mostly the transformer: somebody whose values nobody else has. */
const inventions: Readonly<Record<string, Invention>> = {
  email: { forms: [email] },
  phone: {
    forms: [phone, () => `60${digits(7)}`],
    alsoIn: ['integer'],
  },
  nip: { forms: [nip], alsoIn: ['integer'] },
  vat: { forms: [() => `PL${nip()}`, nip] },
  pesel: { forms: [pesel], alsoIn: ['integer'] },
  regon: { forms: [regon], alsoIn: ['integer'] },
  iban: { forms: [() => `PL${account()}`, account] },
  card: { forms: [card] },
  mac: {
    forms: [() => `3c:5a:b4:${hex(2)}:${hex(2)}:${hex(2)}`],
  },
  uuid: {
    forms: [() => `${hex(8)}-${hex(4)}-4${hex(4).slice(1)}-8${hex(4).slice(1)}-${hex(12)}`],
    alsoIn: ['uuid'],
  },
  ip: {
    forms: [
      () =>
        `2a02:a31${notZero()}:${['1', '2', '3', '4'].map((one) => one + hex(4).slice(1)).join(':')}::${notZero()}`,
      () => `83.1${digits(2)}.1${digits(2)}.1${digits(2)}`,
    ],
    alsoIn: ['inet'],
  },
  fullName: { forms: [() => `Kanarek ${capital(letters())}`] },
  street: { forms: [() => `ul. ${capital(letters())} ${digits(2)}/7`] },
  company: { forms: [() => `Kanarek ${capital(letters())} sp. z o.o.`] },
  username: { forms: [() => `kanarek_${letters()}`] },
  passwordHash: { forms: [() => `$2y$10$${hex(28)}${letters()}${hex(9)}`] },
  secret: { forms: [() => `sk_live_${letters()}${hex(8)}`] },
  url: { forms: [() => `https://kanarek-${letters()}.pl/konto/${letters()}`] },
  token: { forms: [letters] },
  hash: { forms: [letters] },
  freeText: {
    forms: [
      () =>
        `Proszę oddzwonić do Kanarka (${phone()}, ${email()}), umowa ${letters()}, NIP ${nip()}, PESEL ${pesel()}, konto PL${account()}`,
      () => `Proszę oddzwonić do Kanarka, umowa ${letters()}`,
    ],
  },
  template: { forms: [sentence] },
  code: { forms: [sentence] },
  dropped: anything,
  constant: anything,
  null: anything,
  placeholder: anything,
  firstName: word,
  lastName: word,
  city: word,
  region: word,
  country: word,
  jobTitle: word,
  birthDate: { forms: [day], alsoIn: ['date', 'timestamp'] },
  dateShift: { forms: [day], alsoIn: ['date', 'timestamp'] },
}

/** Makes values for a column that holds what is called `kind`; undefined when it has no room for one. */
export function inventionFor(kind: string, column: ColumnShape): (() => string) | undefined {
  const { forms, alsoIn = [] } = inventions[kind] ?? { forms: [] }
  const { kind: type, maxLength = Infinity, maxValue = Infinity } = column
  if (type !== 'text' && !alsoIn.includes(type)) return undefined
  return forms
    .map((form) => (type === 'json' ? () => JSON.stringify({ kanarek: form() }) : form))
    .find((form) => {
      // Those of one form have about one length.
      const tried = form()
      if (type === 'integer') return /^\d+$/.test(tried) && 10 ** tried.length <= maxValue
      return bytes(tried).length <= maxLength
    })
}
