import type { Shipment } from './state.ts'

/** A shipment as the API shows it. */
export function shipmentJson(shipment: Shipment, baseUrl: string): Record<string, unknown> {
  const { id, status, trackingNumber, service, reference, receiver, parcels, attributes } = shipment
  return {
    href: `${baseUrl}/v1/shipments/${id}`,
    id,
    status,
    tracking_number: trackingNumber,
    return_tracking_number: null,
    service,
    reference,
    is_return: false,
    custom_attributes: attributes,
    receiver,
    parcels: parcels.map((parcel, i) => ({
      ...parcel,
      id: id * 10 + i,
      tracking_number: trackingNumber,
    })),
    selected_offer: status === 'confirmed' ? { id: id + 7, status: 'bought' } : null,
    offers: [],
    transactions: [],
    created_at: new Date(shipment.createdAt).toISOString(),
    updated_at: new Date(shipment.updatedAt).toISOString(),
  }
}
