import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { seededRandom } from '../../core/seed.ts'
import { inFolder, maskText } from '../mask-text.contract.ts'
import { verifyDump, type Verification } from '../verify-dump.ts'
import { LeakError } from './refuse-leaks.ts'
import { dateForms } from './planted-leaks.fixture.ts'

const policy = `
policy: 1
purpose: tests of rows that tell of themselves
source: {engine: mysql}
tables:
  person:
    columns:
      id: {keep: a number}
      first: firstName
      last: lastName
      mail: email
      born: birthDate
      seen: {mask: dateShift, days: 30}
      login: {keep: what people log in with}
      note: {keep: what was written}
      since: {keep: day of the first order}
  journal:
    columns: {"id, text": {keep: technical}}
`
const schema = `-- MariaDB dump 10.19
CREATE TABLE \`person\` (\`id\` int PRIMARY KEY, \`first\` varchar(40), \`last\` varchar(40), \`mail\` varchar(80), \`born\` date, \`seen\` datetime, \`login\` varchar(40), \`note\` text, \`since\` date);
CREATE TABLE \`journal\` (\`id\` int PRIMARY KEY, \`text\` text);
`

interface Person {
  readonly first: string
  readonly last: string
  readonly local: string
  readonly born: string
  readonly seen: string
  readonly since: string
}
interface Kept {
  readonly login?: string
  readonly note?: string
  readonly since?: string
}

const firsts = ['Joanna', 'Bartosz', 'Ewa', 'Katarzyna', 'Łukasz', 'Zbigniew', 'Dorota', 'Jan']
const lasts = ['Nowak', 'Zięba', 'Kowalczyk', 'Brzęczyk', 'Lis-Gawron', 'Wrona', 'Adamska', 'Kot']
const endings = ['', 'ski', 'ka', 'czuk', 'ek', 'icz', 'owska', 'iuk', 'ów', 'ny']

function peopleOf(count: number): readonly Person[] {
  const random = seededRandom(7)
  const two = (most: number) => String(1 + random.below(most)).padStart(2, '0')
  const day = (from: number, years: number) => `${from + random.below(years)}-${two(12)}-${two(28)}`
  return Array.from({ length: count }, (_, i) => ({
    first: random.pick(firsts),
    last: `${random.pick(lasts)}${random.pick(endings)}`,
    local: `${random.pick(['biuro', 'sklep', 'xena', 'olek'])}.${random.pick(['zefir', 'mewa', 'tarka'])}${i % 7}`,
    born: day(1950, 55).replace('-01-01', '-01-02'),
    seen: day(2024, 2),
    since: day(2015, 10),
  }))
}

/** @param kept - what the columns that are kept hold. */
function dump(
  count: number,
  kept: (person: Person, row: number, all: readonly Person[]) => Kept,
  { texts = [], oneByOne = false }: { texts?: readonly string[]; oneByOne?: boolean } = {},
): string {
  const people = peopleOf(count)
  const text = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const rows = people.map((one, i) => {
    const { login = `k${i}`, note = 'oddzwonić', since = one.since } = kept(one, i, people)
    const seen = `${one.seen} 10:11:12`
    return `(${i},'${one.first}','${one.last}','${one.local}@firma.pl','${one.born}','${seen}',${text(login)},${text(note)},'${since}')`
  })
  const begin = 'INSERT INTO `person` VALUES '
  const persons = oneByOne
    ? rows.map((row) => `${begin}${row};\n`).join('')
    : `${begin}${rows.join(',')};\n`
  const journal = texts.map((one, i) => `(${i},${text(one)})`).join(',')
  return `${schema}${persons}${journal === '' ? '' : `INSERT INTO \`journal\` VALUES ${journal};\n`}`
}

type Told = Pick<Verification, 'leaks' | 'explained'>

/** What masking the dump tells of its copy. */
const told = (text: string): Promise<Told> =>
  maskText(text, policy, { verify: true }).then(
    ({ report }) => ({ leaks: [], explained: report.verification?.explained as Told['explained'] }),
    (failure: unknown) => {
      if (!(failure instanceof LeakError)) throw failure
      return { leaks: failure.leaks, explained: [] }
    },
  )
const leaks = async (text: string) =>
  (await told(text)).leaks.map(({ table, column, kind, rows }) => [
    `${table}.${column}`,
    kind,
    rows,
  ])

afterEach(() => vi.unstubAllEnvs())

describe.each(['wasm', 'javascript'])('rows, by the kernel in %s', (kernel) => {
  const use = () => vi.stubEnv('POLIGON_KERNEL', kernel)

  it('say nothing of themselves where nothing of them is kept', async () => {
    use()
    expect(await leaks(dump(400, () => ({})))).toEqual([])
  })

  it.each([
    ['surname', 'lastName', ({ last }: Person): Kept => ({ note: `dzwoniła p. ${last}, pilne` })],
    [
      'first name',
      'firstName',
      ({ first }: Person): Kept => ({ note: `${first.toUpperCase()} pyta` }),
    ],
    [
      'surname in a login',
      'lastName',
      ({ first, last }: Person): Kept => ({ login: `${first.charAt(0)}${last}`.toLowerCase() }),
    ],
    [
      'surname before a number in a login',
      'lastName',
      ({ last }: Person): Kept => ({ login: `${last.replace('-', '_')}84` }),
    ],
    ['mailbox as login', 'email', ({ local }: Person): Kept => ({ login: local })],
    [
      'mailbox in other spelling',
      'email',
      ({ local }: Person): Kept => ({ login: local.replace('.', '_').toUpperCase() }),
    ],
    ['day of birth as another day', 'birthDate', ({ born }: Person): Kept => ({ since: born })],
  ])('are told by their %s', async (_, kind, keep) => {
    use()
    const found = await leaks(dump(300, (one, row) => (row % 10 === 0 ? keep(one) : {})))
    expect(found).toHaveLength(1)
    expect(found[0]?.[1]).toBe(kind)
    expect(found[0]?.[2]).toBeGreaterThan(15)
  })

  it.each(Object.entries(dateForms))('are told by their day of birth %s', async (_, write) => {
    use()
    const found = await leaks(
      dump(60, ({ born }, row) => (row === 31 ? { note: write(born) } : {})),
    )
    expect(found).toEqual([['person.note', 'birthDate', 1]])
  })

  it('are told where each has a statement of its own', async () => {
    use()
    const text = dump(200, ({ last }, row) => (row % 5 === 0 ? { note: last } : {}), {
      oneByOne: true,
    })
    expect((await leaks(text)).map(([place]) => place)).toEqual(['person.note'])
  })

  it('are not told by what other rows have as often', async () => {
    use()
    const found = await told(
      dump(400, (_, row, all) => ({
        note: `${all[(row * 7 + 3) % all.length]?.last} ur. ${all[(row * 5 + 2) % all.length]?.born}`,
        login: all[(row * 11 + 1) % all.length]?.local ?? '',
      })),
    )
    expect(found.leaks).toEqual([])
  })

  it('are not told by words that all of them have', async () => {
    use()
    expect(
      await leaks(dump(300, () => ({ note: 'p. Nowak oraz p. Kot, a Jan nie, a Ewa tak' }))),
    ).toEqual([])
  })

  it('are not told by the first of January, which stands for no day', async () => {
    use()
    const text = dump(50, () => ({ since: '1900-01-01' }))
    expect(await leaks(text.replace(/'\d{4}-\d\d-\d\d','2/g, "'1900-01-01','2"))).toEqual([])
  })

  it('leave it to somebody what a day of what was done says', async () => {
    use()
    const { leaks: none, explained } = await told(dump(50, ({ seen }) => ({ since: seen })))
    expect(none).toEqual([])
    expect(explained).toContainEqual(
      expect.objectContaining({ column: 'since', kind: 'dateShift', rows: 50, why: 'unsure' }),
    )
  })
})

describe('days of birth in other tables', () => {
  const others = (count: number, of: (all: readonly Person[], row: number) => string) => {
    const all = peopleOf(300)
    return dump(300, () => ({}), {
      texts: Array.from({ length: count }, (_, row) => `wpis ${of(all, row)}`),
    })
  }
  const journal = async (text: string) =>
    (await told(text)).explained.filter(({ table }) => table === 'journal')

  it('are unclear where there are more of them than of other days', async () => {
    const [found] = await journal(
      others(40, (all, row) =>
        String(all[row * 3]?.born)
          .split('-')
          .toReversed()
          .join('.'),
      ),
    )
    expect(found).toMatchObject({ column: 'text', kind: 'birthDate', rows: 40, why: 'unsure' })
    expect(found?.probability).toBeLessThan(0.05)
  })

  it('are chance where there are no more, with how likely that is', async () => {
    const random = seededRandom(8)
    const two = (most: number) => String(1 + random.below(most)).padStart(2, '0')
    const found = await journal(
      others(1000, () => `${two(28)}.${two(12)}.${1950 + random.below(55)}`),
    )
    expect(found).toMatchObject([{ kind: 'birthDate', why: 'chance' }])
    expect(found[0]?.rows).toBeLessThan(50)
  })

  it('are not looked for among days of this century', async () => {
    expect(await journal(others(300, (all, row) => `${all[row]?.since}`))).toEqual([])
  })
})

describe('a copy of another tool', () => {
  const verify = (original: string, masked: string): Promise<Verification> =>
    inFolder(async (folder) => {
      const file = (name: string, text: string) => {
        writeFileSync(join(folder, name), text)
        return join(folder, name)
      }
      return verifyDump({
        masked: { source: file('masked.sql', masked) },
        original: { source: file('original.sql', original) },
        policy: file('policy.yaml', policy),
      })
    })

  it('has its days of birth, and wrote them elsewhere', async () => {
    const original = dump(100, () => ({}))
    const { output } = await maskText(original, policy)
    const people = peopleOf(100)
    let row = 0
    const moved = output
      .toString()
      .replaceAll('oddzwonić', () => `ur. ${people[row++]?.born.split('-').toReversed().join('/')}`)
    expect((await verify(original, moved)).leaks).toContainEqual(
      expect.objectContaining({ column: 'note', kind: 'birthDate', rows: 100 }),
    )
  })

  it('did not mask days', async () => {
    const original = dump(100, () => ({}))
    const found = (await verify(original, original)).leaks.map(({ column, kind }) => [column, kind])
    expect(found).toContainEqual(['born', 'birthDate'])
    expect(found).toContainEqual(['seen', 'dateShift'])
  })
})
