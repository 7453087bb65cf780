import { describe, expect, it } from 'vitest'
import type { Program } from '../programs/program.ts'
import type { PersonaField } from '../programs/render-program.ts'
import type { Subject } from '../programs/subject.ts'
import { readWordList } from '../word-lists/read.ts'
import { createPersonIndexBuilder, openPersonIndex } from './person-index.ts'
import { rowsMasker, testKey, valueMasker } from './masking.fixture.ts'

type Person = NonNullable<Subject['person']>

const field = (name: PersonaField, person?: Person, domain: string = name): Program => ({
  op: 'render',
  subject: { domain, canonical: 'name', ...(person ? { person } : {}) },
  pieces: [{ piece: 'field', field: name, gender: 'input' }],
})
const fullName = (person?: Person): Program => ({
  op: 'render',
  subject: { domain: 'fullName', canonical: 'name', ...(person ? { person } : {}) },
  pieces: [
    { piece: 'field', field: 'firstName', gender: 'input' },
    { piece: 'literal', text: ' ' },
    { piece: 'field', field: 'lastName', gender: 'input' },
  ],
})
const email: Program = {
  op: 'render',
  subject: { domain: 'email', canonical: 'email', follows: 'value' },
  pieces: [
    { piece: 'field', field: 'firstName', lower: true },
    { piece: 'literal', text: '.' },
    { piece: 'field', field: 'lastName', lower: true },
    { piece: 'literal', text: '@x.example' },
  ],
}
const byEmail: Person = { column: 'email', canonical: 'email' }
const ascii = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .toLowerCase()

const people = Array.from({ length: 200 }, (_, i) => ({
  id: String(i + 1),
  email: `person${i}@poczta.pl`,
  first: i % 2 ? 'Anna' : 'Jan',
  last: i % 2 ? 'Kowalska' : 'Kowalski',
}))
const women = new Set(readWordList('pl-first-names-female.txt').map(([name]) => name))

describe('a persona', () => {
  it('has one name in every column, in any order, and an address that resembles it', () => {
    const shop = rowsMasker({
      email,
      first: field('firstName', byEmail),
      last: field('lastName', byEmail),
    })
    const erp = rowsMasker({ name: fullName(byEmail), email })
    for (const { email, first, last } of people) {
      const inShop = shop({ email, first, last })
      const inErp = erp({ name: `${first} ${last}`, email: ` ${email.toUpperCase()}` })
      expect(inErp['name']).toBe(`${inShop['first']} ${inShop['last']}`)
      expect(inErp['email']).toBe(inShop['email'])
      expect(inShop['email']).toBe(
        `${ascii(inShop['first'] ?? '')}.${ascii(inShop['last'] ?? '')}@x.example`,
      )
    }
  })

  it('has a surname in the form of its gender', () => {
    const mask = rowsMasker({ email: { op: 'keep' }, name: fullName(byEmail) })
    let adjectives = 0
    for (const { email } of people) {
      const [first = '', last = ''] = (mask({ email, name: 'X Y' })['name'] ?? '').split(' ')
      if (!/(?:sk|ck|dzk)[ia]$/.test(last)) continue
      adjectives++
      expect(last.endsWith('a')).toBe(women.has(first))
    }
    expect(adjectives).toBeGreaterThan(30)
  })

  it('lives in a town that has its postcode', () => {
    const towns = new Map(readWordList('pl-towns.txt').map(([name, , ...areas]) => [name, areas]))
    const mask = rowsMasker({
      email: { op: 'keep' },
      city: field('city', byEmail),
      code: field('postcode', byEmail),
    })
    for (const { email } of people) {
      const { city, code } = mask({ email, city: 'Warszawa', code: '00-950' })
      expect(city).not.toBe('Warszawa')
      const digits = (code ?? '').replace('-', '')
      expect(towns.get(city ?? '')?.some((area) => digits.startsWith(area))).toBe(true)
    }
  })

  it('never bears a name that stood there, and still agrees with itself', () => {
    const first = field('firstName', byEmail)
    const mask = rowsMasker({ email: { op: 'keep' }, first, full: fullName(byEmail) })
    for (const { email } of people) {
      const drawn = mask({ email, first: 'Xaver', full: 'Xaver Y' })['first'] ?? ''
      const row = mask({ email, first: drawn.toUpperCase(), full: `Y, ${drawn}` })
      expect(row['first']).not.toBe(drawn)
      expect(row['full']?.split(' ')[0]).toBe(row['first'])
    }
  })

  it('comes from another table by its id, in any thread, and from the value where the id is unknown', () => {
    const builder = createPersonIndexBuilder(
      [{ table: 'customer', key: 'id', by: 'email', canonical: 'email' }],
      testKey,
    )
    for (const { id, email } of people)
      builder.add(0, Buffer.from(id), Buffer.from(email.toUpperCase()))
    builder.add(0, Buffer.from('1'), Buffer.from('somebody.else@poczta.pl'))
    const persons = openPersonIndex(structuredClone(builder.finish()), testKey)
    expect(persons.size).toBe(people.length)
    const customers = rowsMasker({ email: { op: 'keep' }, name: fullName(byEmail) })
    const orders = rowsMasker(
      { customer: { op: 'keep' }, name: fullName({ via: 'customer', source: 0 }) },
      { persons },
    )
    for (const { id, email, first, last } of people) {
      const name = `${first} ${last}`
      expect(orders({ customer: id, name })['name']).toBe(customers({ email, name })['name'])
    }
    const own = valueMasker(fullName())
    for (const customer of ['4711', '', null])
      expect(orders({ customer, name: 'Jan Lis' })['name']).toBe(own('Jan Lis'))
  })

  it('is somebody else under another key', () => {
    const name = (key: string) => valueMasker(fullName(), Buffer.from(key))('Jan Kowalski')
    expect(name('a key for tests A')).not.toBe(name('a key for tests B'))
  })
})

describe('a name without a persona', () => {
  it.each([
    ['Anna', true],
    ['ŁUKASZ', false],
    ['lukasz', false],
    ['Zofia', true],
    ['Jan Maria', false],
  ])('keeps the gender of %s', (name, isWoman) => {
    for (let i = 0; i < 20; i++) {
      const mask = valueMasker(field('firstName'), Buffer.from(`a key for tests ${i}`))
      expect(women.has(mask(name) ?? '')).toBe(isWoman)
    }
  })

  it('keeps the gender of an adjectival surname', () => {
    for (let i = 0; i < 40; i++) {
      const mask = valueMasker(field('lastName'), Buffer.from(`a key for tests ${i}`))
      expect(mask('Kowalska')).not.toMatch(/(?:sk|ck)i$/)
      expect(mask('Kowalski')).not.toMatch(/(?:sk|ck)a$/)
    }
  })
})
