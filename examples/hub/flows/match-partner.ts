import type { ErpTransaction } from '../databases.ts'
import {
  canonicalEmail,
  canonicalNip,
  canonicalPhone,
  canonicalVatNumber,
  splitStreet,
} from './identity.ts'
import type { ShopAddress, ShopOrder } from './shop-order.ts'

/**
 * The partner that an order belongs to: by tax number, else by e-mail, else a new one. A person's
 * e-mail never leads to a company with another tax number. Orders of one mailbox wait for each other,
 * so that two of them do not make two partners.
 */
export async function matchPartner(
  order: ShopOrder,
  erp: ErpTransaction,
): Promise<{ readonly id: string; readonly created: boolean }> {
  const email = canonicalEmail(order.email)
  const nip = canonicalNip(order.billing.taxId)
  const vatNumber = canonicalVatNumber(order.vatId)
  await erp.query("SELECT pg_advisory_xact_lock(hashtext('hub.partner'), hashtext($1))", [email])
  const { rows } = await erp.query<{ id: string }>(
    `SELECT id FROM erp.partners
     WHERE nip = $1 OR vat_eu = $2
        OR (email_canonical = $3 AND ($1::text IS NULL AND $2::text IS NULL))
     ORDER BY nip = $1 DESC NULLS LAST, vat_eu = $2 DESC NULLS LAST, kind = 'person' DESC, id
     LIMIT 1`,
    [nip ?? null, vatNumber ?? null, email],
  )
  if (rows[0]) return { id: rows[0].id, created: false }
  return { id: await createPartner(order, nip, vatNumber, erp), created: true }
}

async function createPartner(
  order: ShopOrder,
  nip: string | undefined,
  vatNumber: string | undefined,
  erp: ErpTransaction,
): Promise<string> {
  const { billing, shipping } = order
  const company = nip !== undefined || vatNumber !== undefined
  const person = `${billing.firstName} ${billing.lastName}`
  const { rows } = await erp.query<{ id: string }>(
    `INSERT INTO erp.partners (kind, name, first_name, last_name, nip, vat_eu, email, phone, country)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      company ? 'company' : 'person',
      company ? (billing.company ?? person) : person,
      billing.firstName,
      billing.lastName,
      nip ?? null,
      vatNumber ?? null,
      order.email.trim(),
      canonicalPhone(order.phone ?? billing.phone),
      billing.country,
    ],
  )
  const id = rows[0]?.id ?? ''
  await addAddress(erp, id, 'registered', billing)
  if (!sameAddress(billing, shipping)) await addAddress(erp, id, 'delivery', shipping)
  return id
}

async function addAddress(
  erp: ErpTransaction,
  partner: string,
  kind: 'registered' | 'delivery',
  address: ShopAddress,
): Promise<void> {
  const { street, house } = splitStreet(address.street)
  await erp.query(
    `INSERT INTO erp.partner_addresses
       (partner_id, kind, recipient, street, house_number, postcode, city, country)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      partner,
      kind,
      address.company ?? `${address.firstName} ${address.lastName}`,
      street,
      house,
      address.postcode,
      address.city,
      address.country,
    ],
  )
}

function sameAddress(one: ShopAddress, other: ShopAddress): boolean {
  return one.street === other.street && one.postcode === other.postcode && one.city === other.city
}
