import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyFromBytes, seededRandom } from 'poligon'
import { maskDump, transformers } from 'poligon/anonymizers'

// CPU time per value of every transformer, one thread: a COPY dump of one column, masked into a file, less
// the same dump with the column kept. One line a transformer; first values are paid for, as in a real run.
const rows = 200_000
const rounds = 3
const wanted = process.argv.slice(2)

const random = seededRandom(1)
const digits = (count: number) => Array.from({ length: count }, () => random.below(10)).join('')
const two = (number: number) => String(number).padStart(2, '0')
const pick = (words: string) => random.pick(words.split(' '))
const first = () => pick('Anna Jan Ewa Łukasz Zofia Piotr Maria Tomasz Agnieszka Paweł')
const last = () => `${pick('Kowal Zieliń Wiśniew Lewandow Wójcic')}${pick('ski ska czyk iak')}`
const day = () =>
  `19${two(random.below(100))}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`

/** `weights` over the digits give the last one. */
function withCheck(
  text: string,
  weights: readonly number[],
  check: (sum: number) => number,
): string {
  return text + check(weights.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0))
}
function nip(): string {
  for (;;) {
    const number = withCheck(
      `${100 + random.below(900)}${digits(6)}`,
      [6, 5, 7, 2, 3, 4, 5, 6, 7],
      (sum) => sum % 11,
    )
    if (number.length === 10) return number
  }
}
const pesel = () =>
  withCheck(
    day().slice(2).replaceAll('-', '') + digits(4),
    [1, 3, 7, 9, 1, 3, 7, 9, 1, 3],
    (sum) => (10 - (sum % 10)) % 10,
  )
const uuid = () => `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`
const note = (i: number) =>
  `Klient ${last()} prosi o kontakt w sprawie zamówienia, paczka nie dotarła; ${i % 2 === 0 ? `tel. 6${digits(8)}` : `${last()}${i}@poczta.pl`} po południu`
const realistic = ', range: realistic, reason: a benchmark'

/** What stands in a column of each kind, and the same transformer with other values or parameters. */
const inputs: readonly (readonly [string, (i: number) => string, string?])[] = [
  ['bijection', (i) => String(i + 1)],
  ['bijection', () => `ZAM/2026/${digits(6)}`, ' (ZAM/2026/000123)'],
  ['bijection', uuid, ' (UUID)'],
  ['bijection', () => `6${digits(23)}`, ' (24 digits)'],
  ['bic', () => `BREXPLPW${digits(3)}`],
  ['birthDate', day],
  ['card', () => `4${digits(15)}`],
  ['city', () => pick('Warszawa Kraków Łódź Sopot Gdynia')],
  ['company', () => `${last()} sp. z o.o.`],
  ['constant', first],
  ['country', () => pick('PL Polska DE Niemcy FR')],
  ['dateGeneralise', day, ', to: month'],
  ['dateShift', () => `${day()} 12:34:56`],
  ['email', (i) => `${first()}.${last()}${i}@poczta.pl`],
  ['firstName', first],
  ['freeText', note],
  ['fullName', () => `${first()} ${last()}`],
  ['gender', () => pick('K M kobieta mężczyzna')],
  ['geoPoint', () => `52.${digits(6)}, 21.${digits(6)}`],
  ['hash', () => digits(20)],
  ['houseNumber', () => String(1 + random.below(200))],
  ['iban', () => `PL${digits(26)}`],
  ['ip', () => `83.${random.below(256)}.${random.below(256)}.${random.below(256)}`],
  ['jobTitle', () => pick('kierownik księgowa magazynier')],
  ['lastName', last],
  ['latitude', () => `52.${digits(6)}`],
  ['longitude', () => `21.${digits(6)}`],
  ['lookup', () => pick('a b c'), ', map: {a: x, b: y}, default: z'],
  ['mac', () => `00:1b:${digits(2)}:${digits(2)}:${digits(2)}:${digits(2)}`],
  ['nip', nip],
  ['nip', nip, realistic],
  ['null', first],
  ['numberNoise', () => `${digits(4)}.${digits(2)}`],
  ['numberRound', () => `${digits(4)}.${digits(2)}`, ', to: 10'],
  ['passwordHash', () => `$2y$10$${digits(53)}`],
  ['pattern', () => `KL-${digits(6)}`],
  ['pesel', pesel],
  ['phone', () => `+48 6${digits(8)}`],
  ['phone', () => `+48 6${digits(8)}`, realistic],
  ['placeholder', note],
  ['postcode', () => `${digits(2)}-${digits(3)}`],
  ['region', () => pick('mazowieckie małopolskie śląskie')],
  ['regon', () => digits(9)],
  ['regon', () => digits(9), realistic],
  ['secret', () => digits(20)],
  ['street', () => `ul. ${last()} ${1 + random.below(200)}`],
  ['template', last, ', text: "{firstName} {lastName}"'],
  ['token', () => digits(20)],
  ['url', (i) => `https://sklep-${i}.pl/konto/${last()}?id=${digits(6)}`],
  [
    'userAgent',
    () => `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/${digits(3)}.0`,
  ],
  ['username', (i) => `${last()}${i}`],
  ['uuid', uuid],
  ['vat', () => `DE${digits(9)}`],
]

const folder = mkdtempSync(join(tmpdir(), 'poligon-bench-'))
const dump = join(folder, 'dump.sql')
try {
  const missing = Object.keys(transformers).filter(
    (name) => !inputs.some(([known]) => known === name),
  )
  if (missing.length > 0) throw new Error(`No input for ${missing.join(', ')}`)
  for (const [name, make, more = ''] of inputs) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const values = Array.from({ length: rows }, (_, i) => make(i))
    writeFileSync(
      dump,
      `CREATE TABLE public.t (v text);\nCOPY public.t (v) FROM stdin;\n${values.join('\n')}\n\\.\n`,
    )
    const params = `${name === 'constant' ? ', value: x' : ''}${more.startsWith(',') ? more : ''}`
    const masked = await median(`{mask: ${JSON.stringify(name)}${params}}`)
    const kept = await median('{keep: a benchmark}')
    const each = (masked - kept) / rows
    const label = name + (more === realistic ? ' (realistic)' : more)
    console.log(
      `${label.padEnd(30)} ${each.toFixed(2).padStart(6)} µs CPU a value ${(1 / each).toFixed(2).padStart(6)} M values/s`,
    )
  }
} finally {
  rmSync(folder, { recursive: true })
}

/** Microseconds of CPU for masking the dump. */
async function median(treatment: string): Promise<number> {
  const policy = join(folder, 'policy.yaml')
  writeFileSync(
    policy,
    `policy: 1\npurpose: a benchmark\nsource: {engine: postgres}\ntables: {public.t: {columns: {v: ${treatment}}}}\n`,
  )
  const figures: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const before = process.cpuUsage()
    await maskDump({
      source: dump,
      target: join(folder, `masked-${figures.length}-${treatment.length}.sql`),
      policy,
      key: keyFromBytes(new Uint8Array(32).fill(7)),
      jobs: 0,
      verify: false,
    })
    const { user, system } = process.cpuUsage(before)
    rmSync(join(folder, `masked-${figures.length}-${treatment.length}.sql`))
    figures.push(user + system)
  }
  return figures.slice(1).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
}
