import { hasAccount, type Person } from './people.ts'
import type { Address } from './person-names.ts'
import { fullStreet } from './personal-values.ts'
import { phpSerialize } from './php-serialize.ts'
import { randomOf } from './random-of.ts'
import { passwordHash, token } from './secrets.ts'
import { table, type TableRows, type Value } from './tables.ts'
import type { World } from './world.ts'

/** Accounts take the person's place in the list as their id, so that other tables can name them. */
export const customerId = (person: Person) => person.index + 1

/** Name, address and phone as the shop writes them into several tables. */
export function addressFields(person: Person, address: Address): readonly Value[] {
  return [
    person.firstName,
    person.lastName,
    person.business?.name ?? null,
    person.business?.nip?.shop ?? null,
    fullStreet(address),
    address.postcode,
    address.city,
    address.country,
    person.phone.shop,
  ]
}

export function customerTables({ seed, people }: World): readonly TableRows[] {
  const accounts = () => people.filter(hasAccount)
  const joined = (person: Person) =>
    new Date(Date.UTC(2021, 0, 1) + ((person.index * 7_919_993) % 150_000_000) * 1000)
  return [
    table('customer_groups', 'id code name discount_percent', () => [
      [1, 'retail', 'Detal', '0.00'],
      [2, 'wholesale', 'Hurt', '12.50'],
    ]),
    table(
      'customers',
      `id number group_id kind email password_hash first_name last_name company tax_id vat_id phone
       birth_date gender locale preferences profile_php registration_ip last_login_at is_active
       created_at updated_at`,
      function* () {
        for (const person of accounts()) {
          const random = randomOf(seed, 'customer', person.index)
          const { business } = person
          yield [
            customerId(person),
            `K${String(customerId(person)).padStart(7, '0')}`,
            business ? 2 : 1,
            business ? 'company' : 'person',
            person.email.shop,
            random.chance(0.9) ? passwordHash(random) : null,
            person.firstName,
            person.lastName,
            business?.name ?? null,
            business?.nip?.shop ?? null,
            business?.vatEu ?? null,
            person.phone.shop,
            random.chance(0.6) ? person.birthDate : null,
            random.chance(0.7) ? person.gender : null,
            { PL: 'pl_PL', DE: 'de_DE', FR: 'fr_FR' }[person.country],
            random.chance(0.1) ? null : preferencesOf(person, random.chance(0.5)),
            random.chance(0.3) ? null : profileOf(person, random.below(900)),
            person.ip,
            random.chance(0.8) ? new Date(Date.UTC(2026, 9, 1 + random.below(30))) : null,
            random.chance(0.97),
            joined(person),
            joined(person),
          ]
        }
      },
    ),
    table(
      'addresses',
      `customer_id kind first_name last_name company tax_id street postcode city country phone
       is_default`,
      function* () {
        for (const person of accounts()) {
          yield [customerId(person), 'billing', ...addressFields(person, person.home), true]
          yield [customerId(person), 'shipping', ...addressFields(person, person.delivery), false]
        }
      },
    ),
    table('consents', 'customer_id kind granted source ip granted_at withdrawn_at', function* () {
      for (const person of accounts()) {
        const random = randomOf(seed, 'consent', person.index)
        const at = joined(person)
        yield [customerId(person), 'terms', true, 'checkout', person.ip, at, null]
        if (random.chance(0.6))
          yield [customerId(person), 'newsletter', true, 'account', person.ip, at, null]
        else if (random.chance(0.5)) {
          const withdrawn = new Date(at.getTime() + 86_400_000)
          yield [customerId(person), 'newsletter', false, 'marketing/link', null, at, withdrawn]
        }
        if (random.chance(0.3))
          yield [customerId(person), 'phone', random.chance(0.5), 'account', null, at, null]
      }
    }),
    table(
      'newsletter_subscribers',
      'email first_name status unsubscribe_token ip subscribed_at unsubscribed_at',
      function* () {
        for (const person of people.filter(({ role }) => role === 'subscriber')) {
          const random = randomOf(seed, 'subscriber', person.index)
          const left = random.chance(0.2) ? new Date(Date.UTC(2026, 6, 2)) : null
          yield [
            person.email.shop,
            random.chance(0.5) ? person.firstName : null,
            left ? 'unsubscribed' : random.pick(['pending', 'subscribed']),
            token(random, 32),
            person.ip,
            new Date(Date.UTC(2026, 3, 1)),
            left,
          ]
        }
      },
    ),
  ]
}

function preferencesOf(person: Person, dark: boolean): string {
  return JSON.stringify({
    theme: dark ? 'dark' : 'light',
    contact: { phone: person.phone.shop, email: person.email.shop, hours: '8–16' },
    recipients: [
      {
        name: `${person.firstName} ${person.lastName}`,
        street: fullStreet(person.delivery),
        city: person.delivery.city,
      },
    ],
    categories: ['kubki', 'ksiazki'],
  })
}

function profileOf(person: Person, points: number): string {
  return phpSerialize({
    points,
    card: { holder: `${person.firstName} ${person.lastName}`, phone: person.phone.shop },
    level: points > 500 ? 'gold' : 'basic',
    notes: [],
  })
}
