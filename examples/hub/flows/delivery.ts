import type { ShipmentRequest } from '../carrier.ts'
import type { ErpTransaction } from '../databases.ts'

export interface Delivery {
  readonly number: string
  readonly status: string
  /** Number of the shop's order; of the ERP's where it did not come from the shop. */
  readonly order: string
  /** The carrier's id of the shipment. */
  readonly shipment: string | null
  readonly trackingNumber: string | null
  readonly weightGrams: number
  readonly pickupPoint: string | null
  readonly name: string
  readonly street: string
  readonly house: string
  readonly postcode: string
  readonly city: string
  readonly country: string
  readonly phone: string
  readonly email: string
}

export async function readDelivery(id: string, erp: ErpTransaction): Promise<Delivery | undefined> {
  const { rows } = await erp.query<Delivery>(
    `SELECT d.number, d.status, coalesce(o.external_number, o.number) AS "order", d.carrier_shipment_id AS shipment,
       d.tracking_number AS "trackingNumber", coalesce(d.weight_grams, 1000) AS "weightGrams",
       o.pickup_point AS "pickupPoint", o.delivery_name AS name, o.delivery_street AS street,
       o.delivery_house_number AS house, o.delivery_postcode AS postcode, o.delivery_city AS city,
       o.delivery_country AS country, o.delivery_phone AS phone, o.delivery_email AS email
     FROM erp.deliveries d JOIN erp.sales_orders o ON o.id = d.sales_order_id WHERE d.id = $1`,
    [id],
  )
  return rows[0]
}

/** A parcel to the chosen locker, else a courier to the door. */
export function shipmentRequest(delivery: Delivery): ShipmentRequest {
  const { name, phone, email, number, pickupPoint } = delivery
  const space = name.indexOf(' ')
  const receiver = {
    first_name: name.slice(0, Math.max(space, 0)),
    last_name: name.slice(space + 1),
    phone,
    email,
  }
  if (pickupPoint !== null)
    return {
      service: 'inpost_locker_standard',
      reference: number,
      receiver,
      parcels: [{ template: delivery.weightGrams > 5000 ? 'large' : 'small' }],
      custom_attributes: { target_point: pickupPoint },
    }
  return {
    service: 'inpost_courier_standard',
    reference: number,
    receiver: {
      ...receiver,
      address: {
        street: delivery.street,
        building_number: delivery.house,
        city: delivery.city,
        post_code: delivery.postcode,
        country_code: delivery.country,
      },
    },
    parcels: [
      {
        dimensions: { length: '300', width: '200', height: '150', unit: 'mm' },
        weight: { amount: (delivery.weightGrams / 1000).toFixed(2), unit: 'kg' },
      },
    ],
  }
}
