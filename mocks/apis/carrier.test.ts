import { getResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../core/clock.ts'
import { mockContext } from '../api.ts'
import carrier from './carrier.ts'

let context: ReturnType<typeof mockContext<Parameters<typeof carrier.handlers>[0]['state']>>
beforeEach(() => {
  context = mockContext(carrier, { clock: systemClock })
})

async function ask(method: string, path: string, body?: object, headers: object = {}) {
  const request = new Request(carrier.origin + path, {
    method,
    headers: { authorization: 'Bearer shop', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const response = await getResponse([...carrier.handlers(context)], request)
  return {
    status: response!.status,
    headers: response!.headers,
    body: (await response!.json()) as Record<string, unknown>,
  }
}

const shipments = '/v1/organizations/7/shipments'
const parcel = {
  receiver: { phone: '500 000 001', email: 'a@example.com' },
  parcels: [{ template: 'small' }],
  reference: 'ORDER-1',
  custom_attributes: { target_point: 'WAW123A' },
}

describe('the carrier', () => {
  it('makes a second shipment of a repeated creation, and finds both by reference', async () => {
    const first = await ask('POST', shipments, parcel)
    const second = await ask('POST', shipments, parcel)
    expect(second.body['id']).not.toBe(first.body['id'])
    const found = await ask('GET', `${shipments}?reference=ORDER-1`)
    expect(found.body['count']).toBe(2)
    expect((await ask('GET', `${shipments}?reference=ORDER-2`)).body['count']).toBe(0)
  })

  it('shows the tracking number from a later read on, the same ever after', async () => {
    carrier.switches['tracking-after']!.apply(context.state, '2')
    const { id } = (await ask('POST', shipments, parcel)).body as { id: number }
    const reads = []
    for (let i = 0; i < 4; i++) reads.push((await ask('GET', `/v1/shipments/${id}`)).body)
    expect(reads.map(({ status }) => status)).toEqual([
      'created',
      'created',
      'confirmed',
      'confirmed',
    ])
    expect(reads.map(({ tracking_number: one }) => one)).toEqual([
      null,
      null,
      expect.stringMatching(/^\d{24}$/),
      reads[2]?.['tracking_number'],
    ])
  })

  it('refuses a point that does not exist, until that is over', async () => {
    carrier.switches['reject-point']!.apply(context.state, 'WAW123A')
    const refused = await ask('POST', shipments, parcel)
    expect(refused.body).toMatchObject({
      status: 400,
      error: 'validation_failed',
      details: { custom_attributes: [{ target_point: ['does_not_exist'] }] },
    })
    carrier.switches['reject-point']!.apply(context.state, 'none')
    expect((await ask('POST', shipments, parcel)).status).toBe(201)
  })

  it('asks a courier shipment for name and address, a locker shipment for the point', async () => {
    const courier = { ...parcel, service: 'inpost_courier_standard', custom_attributes: {} }
    expect((await ask('POST', shipments, courier)).body['details']).toEqual({
      receiver: [{ name: ['required'], address: ['required'] }],
    })
    expect(
      (await ask('POST', shipments, { ...parcel, custom_attributes: {} })).body['details'],
    ).toEqual({ custom_attributes: [{ target_point: ['required'] }] })
  })

  it('knows whose a token is: the organization that it was first used for', async () => {
    const { id } = (await ask('POST', shipments, parcel)).body as { id: number }
    expect((await ask('POST', '/v1/organizations/8/shipments', parcel)).status).toBe(403)
    const stranger = { authorization: 'Bearer other' }
    expect((await ask('GET', '/v1/organizations/8/shipments', undefined, stranger)).status).toBe(
      200,
    )
    expect((await ask('GET', `/v1/shipments/${id}`, undefined, stranger)).status).toBe(403)
    carrier.switches['token']!.apply(context.state, 'other')
    expect((await ask('GET', `/v1/shipments/${id}`)).status).toBe(401)
  })

  it('speaks the caller’s language and repeats its request id', async () => {
    const answer = (language: string) =>
      ask('GET', '/v1/shipments/1', undefined, {
        'accept-language': language,
        'x-request-id': 'r1',
      })
    expect((await answer('keys')).body['message']).toBe('resource_not_found')
    expect((await answer('pl_PL')).body['message']).toBe('Nie znaleziono zasobu.')
    expect((await answer('en_GB')).headers.get('x-request-id')).toBe('r1')
  })
})
