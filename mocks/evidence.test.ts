import { describe, expect, it } from 'vitest'
import { systemClock } from '../core/clock.ts'
import type { Redactor } from '../core/contracts/detector.ts'
import { defineMock } from './api.ts'
import { observationOf } from './evidence.ts'
import type { RecordedRequest } from './recorded-request.ts'

const api = defineMock({
  name: 'crm',
  describe: 'a CRM',
  origin: 'https://crm.example',
  protocol: 'http',
  initialState: () => systemClock,
  handlers: () => [],
  switches: {},
})

const request: RecordedRequest = {
  t: 0,
  duration: 12.4,
  api: 'crm',
  method: 'GET',
  path: '/v1/people/jan@example.com',
  key: 'GET /v1/people/:email',
  status: 200,
  unmatched: false,
  requestHeaders: { authorization: 'Bearer s3cret', 'x-who': 'jan@example.com' },
  requestBody: 'to jan@example.com',
  responseHeaders: { 'set-cookie': 'id=s3cret' },
  responseBody: '{"email":"jan@example.com"}',
}
const redactor = ((text: string) => text.replaceAll('jan@example.com', '[email]')) as Redactor
const observe = (change: Partial<RecordedRequest> = {}, given: Redactor | undefined = redactor) =>
  observationOf('slot-1', 'hub', api, { ...request, ...change }, undefined, given)

describe('what the journal is told of a request', () => {
  it('names the parties, the key and the outcome', () => {
    expect(observe()).toMatchObject({
      slot: 'slot-1',
      from: 'hub',
      to: 'crm',
      kind: 'http',
      key: 'GET /v1/people/:email',
      summary: 'GET /v1/people/:email → 200 in 12 ms',
    })
  })

  it('passes everything that came over the wire through the redactor, and no secret header at all', () => {
    const text = JSON.stringify(observe())
    expect(text).toContain('[email]')
    expect(text).not.toContain('jan@example.com')
    expect(text).not.toContain('s3cret')
  })

  it('without a redactor holds no value', () => {
    const text = JSON.stringify(observationOf('slot-1', 'hub', api, request, undefined, undefined))
    expect(text).toContain('no redactor')
    expect(text).not.toContain('jan@example.com')
    expect(text).not.toContain('s3cret')
  })

  it('calls refusals, failures, resets and declared faults a problem, and nothing else', () => {
    expect(observe().problem).toBeUndefined()
    expect(observe({ status: 404 }).problem).toBe('answered 404')
    expect(observe({ status: 0 }).problem).toBe('the connection was reset')
    expect(observe({ status: 0, fault: 'lost' }).problem).toBe('declared fault: lost')
  })
})
