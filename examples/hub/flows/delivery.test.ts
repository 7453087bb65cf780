import { describe, expect, it } from 'vitest'
import { shipmentRequest, type Delivery } from './delivery.ts'

const delivery: Delivery = {
  number: 'WZ/000001',
  status: 'ready',
  order: '2026-000001',
  shipment: null,
  trackingNumber: null,
  weightGrams: 1250,
  pickupPoint: null,
  name: 'Anna Maria Wesołowska',
  street: 'Polna',
  house: '12A/3',
  postcode: '00-001',
  city: 'Warszawa',
  country: 'PL',
  phone: '601234567',
  email: 'anna@example.com',
}

describe('what the carrier is asked for', () => {
  it('is a courier to the door', () => {
    expect(shipmentRequest(delivery)).toMatchObject({
      service: 'inpost_courier_standard',
      reference: 'WZ/000001',
      receiver: {
        first_name: 'Anna',
        last_name: 'Maria Wesołowska',
        address: { street: 'Polna', building_number: '12A/3', post_code: '00-001' },
      },
      parcels: [{ weight: { amount: '1.25', unit: 'kg' } }],
    })
  })

  it('is the chosen locker, in the size that fits, without the address', () => {
    const request = shipmentRequest({ ...delivery, pickupPoint: 'WAW123A', weightGrams: 8000 })
    expect(request).toMatchObject({
      service: 'inpost_locker_standard',
      parcels: [{ template: 'large' }],
      custom_attributes: { target_point: 'WAW123A' },
    })
    expect(JSON.stringify(request)).not.toContain('Polna')
  })
})
