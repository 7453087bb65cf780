import { isPartner, type Person } from './people.ts'
import { randomOf } from './random-of.ts'
import { uuid } from './secrets.ts'
import { money, table, type TableRows } from './tables.ts'
import type { World } from './world.ts'

/** Partners take the person's place in the list as their id. */
export const partnerId = (person: Person) => person.index + 1

/** How the ERP calls a partner: the company, or first name and surname. */
export function partnerName(person: Person): string {
  return person.business?.name ?? `${person.firstName} ${person.lastName}`
}

export function partnerTables({ seed, people }: World): readonly TableRows[] {
  const partners = () => people.filter(isPartner)
  const staff = people.filter(({ role }) => role === 'staff')
  const since = (person: Person) =>
    new Date(Date.UTC(2022, 0, 3) + ((person.index * 4_567_891) % 120_000_000) * 1000)
  return [
    table(
      'hr.employees',
      `id login first_name last_name pesel email phone iban street house_number postcode city
       hired_on salary`,
      function* () {
        for (const [i, person] of staff.entries())
          yield [
            i + 1,
            person.login,
            person.firstName,
            person.lastName,
            person.pesel ?? null,
            person.email.erp,
            person.phone.erp,
            person.iban,
            person.home.street,
            person.home.house,
            person.home.postcode,
            person.home.city,
            '2020-03-01',
            money(520_000 + person.index * 1000),
          ]
      },
    ),
    table(
      'erp.partners',
      `id uuid code kind name first_name last_name nip vat_eu regon pesel email phone country
       payment_terms_days credit_limit tags notes account_manager_id created_at updated_at`,
      function* () {
        for (const person of partners()) {
          const random = randomOf(seed, 'partner', person.index)
          const { business, role } = person
          yield [
            partnerId(person),
            uuid(random),
            `KH-${String(partnerId(person)).padStart(6, '0')}`,
            business ? (business.soleTrader ? 'sole_trader' : 'company') : 'person',
            partnerName(person),
            person.firstName,
            person.lastName,
            business?.nip?.erp ?? null,
            business?.vatEu ?? null,
            business?.regon ?? null,
            role === 'partner' && !business ? (person.pesel ?? null) : null,
            person.email.erp,
            person.phone.erp,
            person.country,
            business ? 14 : 0,
            business ? '5000.00' : null,
            random.chance(0.3) ? '{vip,"stały klient"}' : '{}',
            random.chance(0.1)
              ? `Kontakt: ${person.firstName}, tel. ${person.phone.erp}.\nWażne: "płaci po terminie" \\ uwaga`
              : null,
            random.chance(0.5) && staff.length > 0 ? 1 + random.below(staff.length) : null,
            since(person),
            since(person),
          ]
        }
      },
    ),
    table(
      'erp.partner_addresses',
      'partner_id kind recipient street house_number postcode city country valid_from',
      function* () {
        for (const person of partners()) {
          const { home, delivery } = person
          const name = `${person.firstName} ${person.lastName}`
          const row = (
            kind: string,
            recipient: string,
            { street, house, postcode, city, country }: typeof home,
          ) =>
            [
              partnerId(person),
              kind,
              recipient,
              street,
              house,
              postcode,
              city,
              country,
              '2024-01-01',
            ] as const
          yield row('registered', partnerName(person), home)
          if (delivery !== home) yield row('delivery', name, delivery)
        }
      },
    ),
    table('erp.partner_contacts', 'partner_id full_name position email phone', function* () {
      for (const person of partners().filter(({ business }) => business))
        yield [
          partnerId(person),
          `${person.firstName} ${person.lastName}`,
          person.gender === 'f' ? 'właścicielka' : 'właściciel',
          person.email.erp,
          person.phone.erp,
        ]
    }),
    table('erp.bank_accounts', 'partner_id iban holder bank_name is_default', function* () {
      for (const person of partners())
        yield [partnerId(person), person.iban, partnerName(person), null, true]
    }),
    table('erp.audit_log', 'at table_name row_id change', function* () {
      for (const person of partners().filter(({ index }) => index % 4 === 1)) {
        const now = {
          name: partnerName(person),
          email: person.email.erp,
          phone: person.phone.erp,
          nip: person.business?.nip?.erp ?? null,
        }
        const change = {
          user: 'erp',
          before: { ...now, email: person.email.erp.toLowerCase(), phone: null },
          after: now,
        }
        yield [since(person), 'partners', partnerId(person), JSON.stringify(change)]
      }
    }),
  ]
}
