import { availableOf, categories, deliveryService } from './catalogue.ts'
import { hasAccount } from './people.ts'
import { randomOf } from './random-of.ts'
import { passwordHash, token } from './secrets.ts'
import { customerId } from './shop-customers.ts'
import { money, table, type TableRows, type Value } from './tables.ts'
import type { World } from './world.ts'

const start = new Date(Date.UTC(2025, 0, 2))

/** What is for sale. The delivery service comes after the goods. */
export function productTables({ catalogue }: World): readonly TableRows[] {
  return [
    table('categories', 'id parent_id name slug position', () => [
      [1, null, 'Wszystko', 'wszystko', 0],
      ...categories.map(({ name, slug }, i): readonly Value[] => [i + 2, 1, name, slug, i]),
    ]),
    table(
      'products',
      `id sku ean category_id name description price_gross vat_rate weight_grams attributes is_active
       created_at updated_at`,
      function* () {
        for (const product of catalogue)
          yield [
            product.id,
            product.sku,
            product.ean,
            product.category + 2,
            product.name,
            `${product.name}. Zrobione w Polsce; kolor może się różnić.`,
            money(product.price),
            product.vatRate,
            product.weightGrams,
            JSON.stringify({ kolor: product.id % 2 ? 'żółty' : 'biały', pojemność: 300 }),
            !product.discontinued,
            start,
            start,
          ]
        const { sku, name, price, vatRate } = deliveryService
        yield [
          catalogue.length + 1,
          sku,
          null,
          null,
          name,
          null,
          money(price),
          vatRate,
          null,
          null,
          false,
          start,
          start,
        ]
      },
    ),
    table('product_stock', 'product_id available buyable updated_at', function* () {
      for (const product of catalogue)
        yield [product.id, availableOf(product), availableOf(product) > 0, start]
    }),
  ]
}

/** What people leave behind in passing, and the shop's own staff. */
export function panelTables({ seed, people, catalogue }: World): readonly TableRows[] {
  const accounts = people.filter(hasAccount)
  const staff = people.filter(({ role }) => role === 'staff')
  return [
    table('carts', 'session_id customer_id guest_email contents updated_at', function* () {
      for (const person of accounts.filter(({ index }) => index % 7 === 3)) {
        const random = randomOf(seed, 'cart', person.index)
        const known = random.chance(0.7)
        const contents = { items: [{ sku: random.pick(catalogue).sku, quantity: 1 }], coupon: null }
        yield [
          token(random, 40),
          known ? customerId(person) : null,
          known ? null : person.email.shop,
          JSON.stringify(contents),
          new Date(Date.UTC(2026, 9, 30)),
        ]
      }
    }),
    table('sessions', 'id customer_id data expires_at', function* () {
      for (const person of accounts.filter(({ index }) => index % 9 === 4)) {
        const random = randomOf(seed, 'session', person.index)
        const user = { email: person.email.shop, firstName: person.firstName, ip: person.ip }
        yield [
          token(random, 40),
          customerId(person),
          JSON.stringify({ user, csrf: token(random, 16), lastViewed: ['KUB-001'] }),
          new Date(Date.UTC(2026, 10, 2)),
        ]
      }
    }),
    table(
      'product_reviews',
      'product_id customer_id author_name rating body created_at',
      function* () {
        for (const person of accounts.filter(({ index }) => index % 3 === 0)) {
          const random = randomOf(seed, 'review', person.index)
          yield [
            random.pick(catalogue).id,
            customerId(person),
            random.chance(0.5) ? `${person.firstName} ${person.lastName}` : person.firstName,
            1 + random.below(5),
            random.pick([
              'Świetny! 👍🏽 Polecam każdemu.',
              `Nie działa, proszę o kontakt: ${person.email.shop}`,
              'It\'s "ok"',
              null,
            ]),
            new Date(Date.UTC(2026, 5, 1 + random.below(28))),
          ]
        }
      },
    ),
    table(
      'admin_users',
      'id login email display_name password_hash totp_secret last_login_ip last_login_at',
      function* () {
        for (const [i, person] of staff.entries()) {
          const random = randomOf(seed, 'admin', person.index)
          yield [
            i + 1,
            person.login,
            person.email.shop,
            `${person.firstName} ${person.lastName}`,
            passwordHash(random),
            random.chance(0.5) ? token(random, 32).toUpperCase() : null,
            person.ip,
            new Date(Date.UTC(2026, 9, 31, 7)),
          ]
        }
      },
    ),
    table('api_keys', 'name secret admin_user_id created_at revoked_at', () => {
      const random = randomOf(seed, 'api-key')
      return ['integration', 'warehouse scanner', 'old mobile app'].map((name, i) => [
        name,
        `sk_live_${token(random, 48)}`,
        1,
        start,
        i === 2 ? new Date(Date.UTC(2026, 1, 1)) : null,
      ])
    }),
  ]
}
