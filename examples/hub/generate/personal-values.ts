import { isPartner, peopleOf, type Person } from './people.ts'
import type { Address } from './person-names.ts'

/** Something that identifies a person by itself, exactly as a database holds it. */
export interface PersonalValue {
  readonly kind:
    | 'lastName'
    | 'email'
    | 'phone'
    | 'nip'
    | 'regon'
    | 'pesel'
    | 'vatEu'
    | 'iban'
    | 'street'
    | 'company'
    | 'login'
  readonly value: string
}

/**
 * Every value of both databases that identifies somebody by itself, each spelling once. First
 * names, cities and birth dates are not among them: thousands share one, and a masked copy holds
 * them too.
 */
export function personalValuesOf(seed: number, size: number): readonly PersonalValue[] {
  const all = new Map<string, PersonalValue>()
  for (const person of peopleOf(seed, size))
    for (const one of valuesOf(person)) all.set(`${one.kind} ${one.value}`, one)
  return [...all.values()]
}

function valuesOf(person: Person): readonly PersonalValue[] {
  const { role, business } = person
  const values: PersonalValue[] = []
  const add = (kind: PersonalValue['kind'], ...some: readonly (string | undefined)[]) => {
    for (const value of some) if (value !== undefined) values.push({ kind, value })
  }
  if (role !== 'partner') add('email', person.email.shop)
  if (role === 'subscriber') return values
  add('lastName', person.lastName)
  add('street', person.home.street)
  if (role === 'staff') {
    add('email', person.email.erp)
    add('phone', person.phone.erp)
    add('iban', person.iban)
    add('pesel', person.pesel)
    add('login', person.login)
    return values
  }
  add('company', business?.name)
  add('vatEu', business?.vatEu)
  if (role !== 'partner') {
    add('phone', person.phone.shop)
    add('street', person.delivery.street)
    add('nip', business?.nip?.shop)
  }
  if (isPartner(person)) {
    add('email', person.email.erp)
    add('phone', person.phone.erp)
    add('iban', person.iban)
    add('nip', business?.nip?.erp)
    add('regon', business?.regon)
  }
  if (role === 'partner' && !business) add('pesel', person.pesel)
  return values
}

/** Street and number as the shop holds them in one column. */
export function fullStreet(address: Address): string {
  return `${address.country === 'PL' ? 'ul. ' : ''}${address.street} ${address.house}`
}
