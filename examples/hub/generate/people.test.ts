import { describe, expect, it } from 'vitest'
import { nipCheck, peselCheck, regonCheck } from './check-digits.ts'
import { peopleOf } from './people.ts'

const people = peopleOf(1, 2000)

describe('the people', () => {
  it('are the same for the same seed, and do not depend on how many follow', () => {
    expect(peopleOf(1, 50)).toEqual(people.slice(0, 50))
    expect(peopleOf(2, 50)).not.toEqual(people.slice(0, 50))
  })

  it('differ in everything that is unique in a database', () => {
    const different = (values: readonly (string | undefined)[]) => {
      const some = values.filter((value) => value !== undefined)
      expect(some.length).toBeGreaterThan(30)
      expect(new Set(some).size).toBe(some.length)
    }
    different(people.map(({ email }) => email.shop.toLowerCase()))
    different(people.map(({ iban }) => iban))
    different(people.map(({ business }) => business?.nip?.erp))
    different(people.map(({ business }) => business?.vatEu))
    different(people.filter(({ role }) => role === 'staff').map(({ pesel }) => pesel))
    different(people.filter(({ role }) => role === 'staff').map(({ login }) => login))
  })

  it('have numbers with valid check digits', () => {
    const checked = { pesel: 0, nip: 0, regon: 0 }
    for (const { pesel, business } of people) {
      if (pesel && ++checked.pesel) expect(pesel).toBe(pesel.slice(0, 10) + peselCheck(pesel))
      const { nip, regon } = business ?? {}
      if (nip && ++checked.nip) expect(nip.erp).toBe(nip.erp.slice(0, 9) + nipCheck(nip.erp))
      if (regon && ++checked.regon) expect(regon).toBe(regon.slice(0, 8) + regonCheck(regon))
    }
    expect(Math.min(...Object.values(checked))).toBeGreaterThan(100)
  })

  it('are spelled in more than one way', () => {
    const buyers = people.filter(({ role }) => role === 'customer')
    expect(buyers.some(({ email }) => email.shop !== email.erp)).toBe(true)
    expect(buyers.some(({ phone }) => phone.shop !== phone.erp)).toBe(true)
    expect(buyers.some(({ business }) => business?.nip?.shop.includes('-'))).toBe(true)
    for (const { email } of buyers) expect(email.shop.toLowerCase()).toBe(email.erp.toLowerCase())
  })

  it('carry what breaks encodings and quotes', () => {
    const names = people.map(({ lastName }) => lastName).join(' ')
    for (const letter of ['ż', 'ł', 'ß', 'ü', 'ô', "'", '-']) expect(names).toContain(letter)
  })
})
