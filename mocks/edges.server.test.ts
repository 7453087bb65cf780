import { connect } from 'node:net'
import * as fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../core/clock.ts'
import carrier from './apis/carrier.ts'
import vatCheck from './apis/vat-check.ts'
import type { RunningMocks } from './running.ts'
import { startMocks } from './server.ts'

/** Bytes that no well-behaved client sends, straight into the socket. */

let mocks: RunningMocks
let port: number
beforeAll(async () => {
  mocks = await startMocks({
    apis: [carrier, vatCheck],
    slots: ['one'],
    clock: systemClock,
    sink: { observe() {} },
  })
  port = Number(new URL(mocks.controlUrl).port)
})
afterAll(() => mocks[Symbol.asyncDispose]())
afterEach(async () => {
  const healthy = await fetch(`${mocks.url('one', 'carrier')}/v1/shipments/1`)
  expect(healthy.status).toBe(401)
  await healthy.arrayBuffer()
  await expect.poll(() => mocks.control.open('one')).toBe(0)
})

/** Sends everything, then nothing more; what came back until the server closed. */
function raw(bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let back = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.end(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
    })
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => (back += text))
    socket.on('error', () => {})
    socket.on('close', () => resolve(back))
  })
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1])
const path = '/one/carrier/v1/organizations/1/shipments'
const post = (headers: string, body = '', target = path) =>
  `POST ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer t\r\n${headers}\r\n${body}`

describe('malformed HTTP', () => {
  it.each([
    ['noise', '\u0000\u0001\u0002 hello', 400],
    ['a TLS handshake', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003', 400],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['an unfinished head', `POST ${path} HTTP/1.1\r\nHost: x\r\nA`, 400],
    ['two different lengths', post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}'), 400],
    ['two equal lengths', post('Content-Length: 2\r\nContent-Length: 2\r\n', '{}'), 400],
    [
      'a length and chunks',
      post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
      400,
    ],
    ['a negative length', post('Content-Length: -1\r\n', '{}'), 400],
    ['a length that is no number', post('Content-Length: 0x2\r\n', '{}'), 400],
    ['a length beyond the body', post('Content-Length: 200\r\n', '{}'), 400],
    ['a length beyond the limit', post('Content-Length: 10485761\r\n'), 413],
    ['a length beyond every limit', post('Content-Length: 99999999999999999999999\r\n'), 400],
    ['chunks of no size', post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n0\r\n\r\n'), 400],
    ['a head without end', post(`X: ${'x'.repeat(20_000)}\r\n`), 431],
    ['a thousand headers', post('X: y\r\n'.repeat(5000)), 431],
    ['a header with a zero byte', post('X: a\u0000b\r\n'), 400],
    ['a header name with a blank', post('X Y: a\r\n'), 400],
    ['a smuggled request', post('Content-Length : 0\r\n'), 400],
    ['an expectation', post('Expect: banana\r\nContent-Length: 0\r\n'), 417],
    ['a tunnel', 'CONNECT api.example:443 HTTP/1.1\r\nHost: api.example:443\r\n\r\n', 501],
    ['a trace', `TRACE ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 405],
    [
      'an absolute address',
      'GET http://api.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      404,
    ],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
  ])('%s is answered %s', async (_, bytes, status) => {
    expect(statusOf(await raw(bytes))).toBe(status)
  })

  it.each([
    '/%00',
    '/%zz',
    '/%ff%fe',
    '/..%2f..',
    '/../../vat-check',
    '/a\\b',
    '//evil.example/',
    '/@evil.example',
    '?',
    `/${'a'.repeat(9000)}`,
  ])('a path like %s stays inside the mock', async (rest) => {
    const answer = await raw(post('Content-Length: 0\r\n', '', `/one/carrier${rest}`))
    expect([400, 404, 501]).toContain(statusOf(answer))
    expect(answer).not.toContain('origin: the request goes to')
  })

  it('bytes beyond 10 MB in chunks are answered 413', async () => {
    const chunk = `${(1024 * 1024).toString(16)}\r\n${'x'.repeat(1024 * 1024)}\r\n`
    const answer = await raw(post('Transfer-Encoding: chunked\r\n', chunk.repeat(11) + '0\r\n\r\n'))
    expect(statusOf(answer)).toBe(413)
  })

  it('requests behind one another on one connection are each answered', async () => {
    const get = 'GET /one/carrier/v1/shipments/1 HTTP/1.1\r\nHost: x\r\n\r\n'
    const answers = await raw(get + get + get)
    expect(answers.match(/HTTP\/1\.1 401/g)).toHaveLength(3)
  })
})

describe('hostile bodies', () => {
  const send = (api: string, path: string, body: string) =>
    fetch(mocks.url('one', api) + path, {
      method: 'POST',
      headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
      body,
    })

  it.each([
    ['deep JSON', '['.repeat(500_000) + ']'.repeat(500_000)],
    ['a key that is not a key', '{"__proto__":{"receiver":{}},"constructor":1}'],
    [
      'wrong types everywhere',
      '{"receiver":[1],"parcels":"x","custom_attributes":null,"service":{}}',
    ],
    ['no JSON', '{"receiver":'],
    ['a huge string', JSON.stringify({ reference: 'x'.repeat(5_000_000) })],
  ])('%s is a 4xx of the vendor', async (_, body) => {
    const response = await send('carrier', '/v1/organizations/1/shipments', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ status: 400 })
  })

  it.each([
    ['an entity bomb', '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><l>&b;</l>'],
    ['an external entity', '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'],
    ['deep XML', '<a>'.repeat(300_000)],
    ['no XML', 'hello'],
  ])('%s is a Fault of the client', async (_, body) => {
    const path = '/taxation_customs/vies/services/checkVatService'
    const text = await (await send('vat-check', path, body)).text()
    expect(text).toContain('soap:Client')
    expect(text).not.toContain('root:')
  })
})

it('whatever is done to a request, the server answers HTTP or hangs up, and stays up', async () => {
  const body = JSON.stringify({
    receiver: { phone: '500000001' },
    parcels: [{ template: 'small' }],
  })
  const good = Buffer.from(post(`Content-Length: ${body.length}\r\n`, body), 'latin1')
  const change = fc.oneof(
    fc.record({ kind: fc.constant('cut' as const), at: fc.nat(good.length) }),
    fc.record({
      kind: fc.constant('insert' as const),
      at: fc.nat(good.length),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 6 }),
        fc
          .constantFrom('\r\n', '\n', '\r', ':', ' ', '%', '\0', '\r\n\r\n')
          .map((text) => Buffer.from(text)),
      ),
    }),
    fc.record({
      kind: fc.constant('repeat' as const),
      at: fc.nat(good.length),
      length: fc.nat(60),
    }),
    fc.record({ kind: fc.constant('drop' as const), at: fc.nat(good.length), length: fc.nat(8) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      let bytes: Buffer = good
      for (const one of changes) {
        const [before, after] = [bytes.subarray(0, one.at), bytes.subarray(one.at)]
        if (one.kind === 'cut') bytes = before
        else if (one.kind === 'insert') bytes = Buffer.concat([before, one.bytes, after])
        else if (one.kind === 'drop') bytes = Buffer.concat([before, after.subarray(one.length)])
        else bytes = Buffer.concat([before, after.subarray(0, one.length), after])
      }
      const answer = await raw(bytes)
      expect(answer === '' || statusOf(answer) >= 200).toBe(true)
    }),
    { numRuns: 300 },
  )
}, 60_000)
