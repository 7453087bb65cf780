import type { MockExample } from '../../api.ts'

const headers = { authorization: 'Bearer example-token', 'content-type': 'application/json' }

/** Requests in the order of a shipment's life; the first shipment of a fresh state is 1000001. */
export const examples: readonly MockExample[] = [
  {
    title: 'A shipment to a locker is created; its tracking number comes later',
    method: 'POST',
    path: '/v1/organizations/1001/shipments',
    headers,
    body: JSON.stringify({
      receiver: {
        first_name: 'Anna',
        last_name: 'Przykładowa',
        email: 'anna@example.com',
        phone: '500000001',
      },
      parcels: [{ template: 'small' }],
      service: 'inpost_locker_standard',
      reference: 'ORDER-1',
      custom_attributes: { target_point: 'WAW123A' },
    }),
    status: 201,
  },
  {
    title: 'A label before confirmation is refused',
    method: 'GET',
    path: '/v1/shipments/1000001/label',
    headers,
    status: 422,
  },
  {
    title: 'A later read shows the tracking number',
    method: 'GET',
    path: '/v1/shipments/1000001',
    headers,
    status: 200,
  },
  {
    title: 'The label is a PDF',
    method: 'GET',
    path: '/v1/shipments/1000001/label?format=Pdf&type=normal',
    headers,
    status: 200,
  },
  {
    title: 'A shipment whose answer was lost is found again by its reference',
    method: 'GET',
    path: '/v1/organizations/1001/shipments?reference=ORDER-1',
    headers,
    status: 200,
  },
  {
    title: 'Anybody may track a parcel',
    method: 'GET',
    path: '/v1/tracking/600000000000000001000001',
    status: 200,
  },
  {
    title: 'A confirmed shipment cannot be cancelled',
    method: 'DELETE',
    path: '/v1/shipments/1000001',
    headers,
    status: 422,
  },
  {
    title: 'What is missing is told field by field',
    method: 'POST',
    path: '/v1/organizations/1001/shipments',
    headers,
    body: JSON.stringify({ receiver: { email: 'nobody' }, parcels: [] }),
    status: 400,
  },
  {
    title: 'No token',
    method: 'GET',
    path: '/v1/shipments/1000001',
    status: 401,
  },
  {
    title: 'Another organization',
    method: 'GET',
    path: '/v1/organizations/2002/shipments',
    headers,
    status: 403,
  },
  {
    title: 'A shipment that does not exist',
    method: 'GET',
    path: '/v1/shipments/1',
    headers,
    status: 404,
  },
]
