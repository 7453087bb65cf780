import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, seededRandom, type Random } from 'poligon'

/** A dump made for measuring: about 40 % of its bytes stand in masked columns. */
export interface BenchDump {
  readonly file: string
  readonly bytes: number
  readonly policy: string
}

const firstNames = ['Anna', 'Jan', 'Małgorzata', 'Piotr', 'Łucja', 'Krzysztof', 'Zofia', 'Adam']
const lastNames = ['Nowak', 'Kowalska', 'Wiśniewski', 'Wójcik', 'Zielińska', 'Mazur', 'Dąbrowski']
const towns = ['Warszawa', 'Kraków', 'Łódź', 'Gdańsk', 'Zielona Góra', 'Toruń']
const streets = ['Długa', 'Polna', 'Jana Matejki', 'Świętokrzyska', 'Leśna', 'Kościuszki']

const number = (random: Random, digits: number) =>
  String(10 ** (digits - 1) + random.below(9 * 10 ** (digits - 1)))

/** The masked values of one row, each kind by its column's name. */
const values: Readonly<Record<string, (random: Random) => string>> = {
  email: (r) =>
    `${r.pick(['anna', 'jan', 'biuro', 'zofia.m'])}${number(r, 7)}@firma${r.below(900)}.pl`,
  login: (r) => `klient${number(r, 7)}`,
  first_name: (r) => r.pick(firstNames),
  last_name: (r) => r.pick(lastNames),
  full_name: (r) => `${r.pick(firstNames)} ${r.pick(lastNames)}`,
  company: (r) => `${r.pick(lastNames)} Usługi ${r.below(9999)} sp. z o.o.`,
  nip: (r) => number(r, 10),
  phone: (r) => `+48 ${number(r, 3)} ${number(r, 3)} ${number(r, 3)}`,
  street: (r) => `ul. ${r.pick(streets)} ${1 + r.below(200)}`,
  city: (r) => r.pick(towns),
  postcode: (r) => `${number(r, 2)}-${number(r, 3)}`,
  token: (r) => `${number(r, 9)}${number(r, 9)}abcdef`,
}

/** Column to transformer; the kept columns of a row stand around them. */
const tables = {
  customers: {
    email: 'email',
    login: 'username',
    first_name: 'firstName',
    last_name: 'lastName',
    company: 'company',
    nip: 'nip',
    phone: 'phone',
    token: 'token',
  },
  addresses: {
    full_name: 'fullName',
    company: 'company',
    street: 'street',
    city: 'city',
    postcode: 'postcode',
    phone: 'phone',
    nip: 'nip',
  },
  orders: {
    email: 'email',
    full_name: 'fullName',
    phone: 'phone',
    street: 'street',
    city: 'city',
    postcode: 'postcode',
  },
} as const

const shelf = 'Regał magazynowy ocynkowany, 5 półek, nośność 175 kg na półkę, montaż bez śrub'

/** As long as what stands in the masked columns, one and a half times. */
function kept(random: Random, length: number): string {
  const fixed = `${number(random, 8)};2024-0${1 + random.below(9)}-1${random.below(9)} 12:${number(random, 2)}:00;paid;`
  return (fixed + shelf.repeat(4)).slice(0, Math.max(20, length))
}

/** Writes the dump once into the cache; the same bytes on every machine. */
function cached(name: string, rows: () => Generator<string>): Pick<BenchDump, 'file' | 'bytes'> {
  const file = join(cacheFolder('bench'), name)
  if (!existsSync(file)) {
    const handle = openSync(`${file}.part`, 'w', 0o600)
    for (const text of rows()) writeSync(handle, text)
    closeSync(handle)
    renameSync(`${file}.part`, file)
  }
  return { file, bytes: statSync(file).size }
}

export function mysqlDump(megabytes: number): BenchDump {
  const policy = Object.entries(tables).map(([table, columns]) =>
    policyOf(table, Object.entries(columns)),
  )
  return {
    ...cached(`shop-${megabytes}.sql`, function* () {
      const random = seededRandom(7)
      yield '-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB\n'
      for (const [table, columns] of Object.entries(tables)) {
        const masked = Object.keys(columns)
        yield `CREATE TABLE \`${table}\` (\`id\` int NOT NULL,${masked.map((one) => `\`${one}\` varchar(255)`).join(',')},\`details\` text,PRIMARY KEY (\`id\`));\n`
        const wanted = (megabytes * 1e6) / 3
        for (let written = 0, id = 1; written < wanted;) {
          const rows = Array.from({ length: 3000 }, () => {
            const cells = masked.map((one) => values[one]?.(random) ?? '')
            const length = cells.join('').length * 1.3
            return `(${id++},${cells.map((cell) => `'${cell}'`).join(',')},'${kept(random, length)}')`
          })
          const statement = `INSERT INTO \`${table}\` VALUES ${rows.join(',')};\n`
          written += Buffer.byteLength(statement)
          yield statement
        }
      }
    }),
    policy: `policy: 1\npurpose: measuring\nsource: {engine: mariadb}\ntables:\n${policy.join('')}`,
  }
}

export function pgDump(megabytes: number): BenchDump {
  const columns = [
    ['email', 'email'],
    ['last_name', 'lastName'],
    ['phone', 'phone'],
    ['street', 'street'],
  ] as const
  return {
    ...cached(`erp-${megabytes}.sql`, function* () {
      const random = seededRandom(8)
      const names = columns.map(([one]) => one)
      yield `-- PostgreSQL database dump\nCREATE TABLE public.partners (id integer, ${names.map((one) => `${one} text`).join(', ')}, details text);\nCOPY public.partners (id, ${names.join(', ')}, details) FROM stdin;\n`
      for (let written = 0, id = 1; written < megabytes * 1e6;) {
        const rows = Array.from({ length: 3000 }, () => {
          const cells = names.map((one) => values[one]?.(random) ?? '')
          return `${[id++, ...cells, kept(random, cells.join('').length * 1.3)].join('\t')}\n`
        })
        const block = rows.join('')
        written += Buffer.byteLength(block)
        yield block
      }
      yield '\\.\n'
    }),
    policy: `policy: 1\npurpose: measuring\nsource: {engine: postgres}\ntables:\n${policyOf('public.partners', columns)}`,
  }
}

const policyOf = (table: string, columns: readonly (readonly [string, string])[]) => `
  ${table}:
    columns:
      "id, details": {keep: about nobody}
${columns.map(([column, mask]) => `      ${column}: {mask: ${mask}}\n`).join('')}`
