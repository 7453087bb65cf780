import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inFolder } from '../mask-text.contract.ts'
import { birthOfPesel } from './births.ts'
import { dumpOf, judged, many, of } from './judging.fixture.ts'
import { scanDump } from './scan-dump.ts'

/** Names that are in no list, as those of many people are. */
const first = ['Zbigna', 'Wiesz', 'Otylda', 'Radzym', 'Bolka']
const last = [
  'Xawerczykiewicz',
  'Przytulsk',
  'Qwertowska',
  'Zamszak',
  'Ylmazoglu',
  'Brzdąkal',
  'Jutrznia',
]
const person = (i: number) => {
  const [one, other] = [of(first, i), of(last, i)]
  const local = `${one}.${other}`.toLowerCase().replace('ą', 'a')
  return { one, other, email: `${local}${i}@poczta.example` }
}

describe('a column is judged by the rows that it stands in', () => {
  it('is of surnames where it resembles the e-mails beside it', async () => {
    const rows = many((i) => ({
      q1: person(i).other,
      q2: person(i).email,
      q3: of(['Alfa', 'Beta'], i),
    }))
    const found = await judged('t7', rows)
    expect(found).toMatchObject({ q1: 'last_name', q2: 'email' })
    expect(found).not.toHaveProperty('q3')
  })

  it('is of full names where it is the first name and the surname of its row', async () => {
    const rows = many((i) => ({
      first_name: person(i).one,
      last_name: person(i).other,
      q1: `${person(i).other} ${person(i).one}`,
      q2: `${of(last, i + 1)}-${i}`,
    }))
    expect(await judged('t7', rows)).toEqual({
      first_name: 'first_name',
      last_name: 'last_name',
      q1: 'full_name',
    })
  })

  it('is of births where the personal number of its row begins with the day', async () => {
    const rows = many((i) => {
      const [month, day] = [1 + (i % 9), 10 + (i % 18)]
      return {
        q1: `8${i % 4}0${month}${day}${String(10_000 + i * 7)}`,
        q2: `198${i % 4}-0${month}-${day}`,
        q3: `198${i % 4}-0${month}-${day + 1}`,
      }
    })
    const types = { q2: 'date', q3: 'date' }
    expect(await judged('t7', rows, types)).toEqual({ q1: 'national_id', q2: 'birth_date' })
  })

  it('is of phones where it is the phone of its row in another spelling', async () => {
    const rows = many((i) => ({ phone: `+48 600 2${i % 10}0 ${100 + i}`, q1: `4860020${i}` }))
    const same = rows.map(({ phone = '' }) => ({ phone, q1: phone.replaceAll(/\D/g, '') }))
    expect(await judged('t7', same)).toEqual({ phone: 'phone', q1: 'phone' })
    expect(await judged('t7', rows)).toEqual({ phone: 'phone' })
  })

  it('is less sure to be of names when lists alone say so, and no e-mail beside it resembles it', async () => {
    const rows = many((i) => ({
      q1: of(['Anna', 'Maria', 'Jan', 'Ewa', 'Piotr', 'Zofia', 'Adam', 'Hanna', 'Marek'], i),
      email: `office${i * 7}@poczta.example`,
    }))
    await inFolder(async (folder) => {
      const source = join(folder, 'dump.sql')
      writeFileSync(source, dumpOf('t7', rows))
      const { columns } = await scanDump({ source })
      const found = columns.find(({ column }) => column === 'q1')
      expect(found).toMatchObject({ kind: 'first_name', review: true })
      expect(found?.evidence).toContain('rows: none resembles email')
    })
  })
})

describe('a column is judged by the columns that it stands beside', () => {
  it('is of postcodes where it holds as many digits everywhere, beside towns of persons', async () => {
    const rows = many((i) => ({
      q1: String(10_000 + i * 977).slice(0, 5),
      town: of(['Köln', 'Bonn', 'Kassel', 'Ulm'], i),
      email: `x${i}@poczta.example`,
      phone: `+49 30 12345${10 + i}`,
    }))
    expect(await judged('customer', rows)).toMatchObject({ q1: 'postcode' })
  })

  it('is of places where latitude and longitude stand side by side', async () => {
    const rows = many((i) => ({
      q1: `50.06${1001 + i}`,
      q2: `19.93${1003 + i}`,
      q3: `${i}.500000`,
      email: `x${i}@poczta.example`,
      phone: `+48 600 200 ${100 + i}`,
    }))
    const types = { q1: 'decimal(12,8)', q2: 'decimal(12,8)', q3: 'decimal(12,6)' }
    const found = await judged('delivery', rows, types)
    expect(found).toMatchObject({ q1: 'geo', q2: 'geo' })
    expect(found).not.toHaveProperty('q3')
  })

  it('is about persons where many of them are shown, whatever the table is called', async () => {
    const rows = many((i) => ({
      website: `www.example-${i}.test`,
      owner: `${of(['Anna', 'Jan', 'Ewa'], i)} ${of(['Kowalska', 'Zięba', 'Nowak', 'Wójcik'], i)}`,
      account: `DE${String(89_370_400_440_532 + i)}`,
      email: `x${i}@poczta.example`,
      phone: `+48 600 200 ${100 + i}`,
    }))
    expect(await judged('bank_file', rows)).toMatchObject({ website: 'url', owner: 'full_name' })
  })
})

describe('a copy of a judged column is judged like it', () => {
  it('in history and audit tables, under names that say nothing, also as numbers', async () => {
    const people = many((i) => ({
      email: person(i).email,
      phone: `48600200${100 + i}`,
      login: `zz-${i}-qq`,
    }))
    const history = people.map(({ email = '', phone = '', login = '' }, i) => ({
      q0: String(i),
      q1: email,
      q2: phone,
      q3: login,
    }))
    await inFolder(async (folder) => {
      const source = join(folder, 'dump.sql')
      const body = dumpOf('customer_log_7', history, { q2: 'bigint(20)' }).replace(/^--.*\n/, '')
      writeFileSync(source, dumpOf('customer', people) + body)
      const { columns } = await scanDump({ source })
      const found = columns.filter(({ table }) => table === 'customer_log_7')
      expect(Object.fromEntries(found.map(({ column, kind }) => [column, kind]))).toEqual({
        q1: 'email',
        q2: 'phone',
        q3: 'username',
      })
      expect(found.find(({ column }) => column === 'q3')?.evidence).toEqual([
        'values: those of customer.login',
      ])
    })
  })
})

it.each([
  ['44051401359', '1944-05-14'],
  ['02270803628', '2002-07-08'],
  ['44131401359', undefined],
  ['4405140135', undefined],
])('the day of birth in %s is %s', (pesel, day) => {
  expect(birthOfPesel(pesel)).toBe(day)
})
