import { describe, expect, it } from 'vitest'
import { isSigned, readNotification } from './payment-notification.ts'

describe('the signature of a notification', () => {
  // RFC 4231, test case 2.
  const signature = 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
  const body = Buffer.from('what do ya want for nothing?')

  it('is the HMAC-SHA256 of the body', () => {
    expect(isSigned(body, signature, 'Jefe')).toBe(true)
  })

  it.each([
    [body, signature, 'other secret'],
    [Buffer.from('what do ya want for something?'), signature, 'Jefe'],
    [body, signature.slice('sha256='.length), 'Jefe'],
    [body, '', 'Jefe'],
    [body, undefined, 'Jefe'],
  ])('is refused otherwise (%#)', (body, signature, secret) => {
    expect(isSigned(body, signature, secret)).toBe(false)
  })
})

describe('readNotification', () => {
  it('takes amounts as numbers and as text', () => {
    const expected = { provider: 'payu', orderNumber: '1', status: 'COMPLETED', amount: 16_288 }
    for (const amount of ['"162.88"', '"162,88"', '162.88'])
      expect(
        readNotification(`{"orderNumber":"1","status":"COMPLETED","amount":${amount}}`),
      ).toEqual(expected)
  })

  it.each([
    '',
    'null',
    '[]',
    '{"orderNumber":1,"status":"COMPLETED","amount":"1"}',
    '{"orderNumber":"1","status":"COMPLETED"}',
  ])('refuses %j', (body) => {
    expect(readNotification(body)).toBeUndefined()
  })
})
