import { describe, expect, it } from 'vitest'
import { withPerson } from '../bind/persons.ts'
import { rowsMasker } from '../kernel/masking.fixture.ts'
import type { Program } from '../programs/program.ts'
import { columnOf, maskerOf } from '../transformer.contract.ts'
import { readWordList } from '../word-lists/read.ts'
import city from './city.ts'
import firstName from './firstName.ts'
import fullName from './fullName.ts'
import gender from './gender.ts'
import iban from './iban.ts'
import ip from './ip.ts'
import nip from './nip.ts'
import region from './region.ts'
import template from './template.ts'
import token from './token.ts'
import uuid from './uuid.ts'
import vat from './vat.ts'

const text = columnOf('text')
const realistic = { range: 'realistic', reason: 'a test' } as const

describe('transformers of related kinds', () => {
  it.each([{}, realistic])('give a NIP one mask, as tax id and as VAT number (%j)', (params) => {
    const asNip = maskerOf(nip.compile(params, text))
    const asVat = maskerOf(vat.compile(params, text))
    const masked = asNip('5260250995')
    expect(asVat('5260250995')).toBe(masked)
    expect(asVat('PL5260250995')).toBe(`PL${masked}`)
    expect(asNip('PL5260250995')).toBe(`PL${masked}`)
  })

  it('give one account one mask with and without its country', () => {
    const mask = maskerOf(iban.compile({}, text))
    expect(mask('PL61109010140000071219812874')).toBe(`PL${mask('61109010140000071219812874')}`)
  })

  it('give equal values of unrelated kinds unrelated masks', () => {
    expect(maskerOf(token.compile({}, text))('5260250995')).not.toContain(
      maskerOf(nip.compile({}, text))('5260250995'),
    )
  })
})

describe('fields of one person', () => {
  const ofPerson = (programs: Readonly<Record<string, Program>>) => {
    const person = { column: 'id', canonical: 'exact' } as const
    const own = Object.entries(programs).map(([name, one]) => [name, withPerson(one, person)])
    return rowsMasker({ id: { op: 'keep' }, ...Object.fromEntries(own) } as typeof programs)
  }
  const ids = Array.from({ length: 200 }, (_, i) => String(i))
  const women = new Set(readWordList('pl-first-names-female.txt').map(([name]) => name))

  it('have one gender', () => {
    const mask = ofPerson({
      first: firstName.compile({}, text),
      sex: gender.compile({ woman: 'F', man: 'M' }, text),
      title: gender.compile({}, text),
    })
    const found = ids.map((id) => mask({ id, first: 'Jan', sex: 'M', title: 'Pani' }))
    for (const { first, sex, title } of found)
      expect([women.has(first ?? ''), sex, title]).toEqual(
        sex === 'F' ? [true, 'F', 'Pani'] : [false, 'M', 'Pan'],
      )
    expect(new Set(found.map(({ sex }) => sex))).toEqual(new Set(['F', 'M']))
  })

  it('have a town in their province', () => {
    const codes = new Map(readWordList('pl-towns.txt').map(([town, code]) => [town, code]))
    const mask = ofPerson({ town: city.compile({}, text), code: region.compile({}, text) })
    for (const id of ids) {
      const { town, code } = mask({ id, town: 'Berlin', code: '99' })
      expect(codes.get(town ?? '')).toBe(code)
    }
  })

  it('stand in templates as they stand in columns', () => {
    const mask = ofPerson({
      name: fullName.compile({}, text),
      line: template.compile({ text: '{firstName} {lastName}' }, text),
    })
    for (const id of ids) {
      const { name, line } = mask({ id, name: 'Xaver Ypsilon', line: 'X' })
      expect(line).toBe(name)
    }
  })

  it('agree in a template without a person of the row', () => {
    const mask = maskerOf(template.compile({ text: '{fullName}|{lastName}|{email}' }, text))
    const [name = '', last = '', email = ''] = (mask('Xaver Ypsilon') ?? '').split('|')
    expect(name.endsWith(` ${last}`)).toBe(true)
    const local = last
      .toLowerCase()
      .normalize('NFD')
      .replace(/ł/g, 'l')
      .replace(/[^a-z]/g, '')
    expect(email).toContain(`.${local}.`)
  })
})

describe('bytes', () => {
  it('are addresses and identifiers as in text', () => {
    const id = '01890a5dac96774bbcceb302099a8057'
    const bytes = maskerOf(uuid.compile({}, columnOf('binary', { maxLength: 16 })))
    expect(bytes(`\\x${id}`)).toBe(`\\x${maskerOf(uuid.compile({}, text))(id)}`)
    const address = maskerOf(ip.compile({}, columnOf('binary', { maxLength: 16 })))
    expect(address('\\x5316380a')).toMatch(/^\\x(?:c00002|c63364|cb0071)[0-9a-f]{2}$/)
    expect(address('\\x2a02a310000000000000000000000017')).toMatch(/^\\x20010db8[0-9a-f]{24}$/)
    const number = maskerOf(ip.compile({ range: 'private' }, columnOf('integer')))
    expect(Number(number('1393306886')) >>> 24).toBe(10)
  })
})
