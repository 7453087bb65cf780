import { http, HttpResponse, passthrough } from 'msw'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock, type Clock } from '../core/clock.ts'
import type { Observation } from '../core/contracts/journal.ts'
import { defineMock } from './api.ts'
import { connectMocks } from './connect-mocks.ts'
import type { RunningMocks } from './running.ts'
import { startMocks } from './server.ts'

const origin = 'https://vendor.example'
let release = () => {}
const held = () => new Promise<void>((resolve) => (release = resolve))

const vendor = defineMock({
  name: 'vendor',
  describe: 'for tests',
  origin,
  protocol: 'http',
  initialState: () => ({ visits: 0 }),
  handlers: ({ state, key, clock, baseUrl }) => [
    http.post(`${origin}/visits`, () => HttpResponse.json({ visits: ++state.visits, key })),
    http.get(`${origin}/seen`, ({ request }) =>
      HttpResponse.json({ url: request.url, baseUrl, now: clock.now() }),
    ),
    http.post(`${origin}/headers`, ({ request }) => HttpResponse.json([...request.headers])),
    http.get(`${origin}/cookies`, () => {
      const headers = new Headers([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ])
      return new HttpResponse('two', { headers })
    }),
    http.get(`${origin}/error`, () => HttpResponse.error()),
    http.get(`${origin}/throw`, () => {
      throw new TypeError('jan@example.com is undefined')
    }),
    http.get(`${origin}/nothing`, () => undefined),
    http.get(`${origin}/outside`, () => passthrough()),
    http.get(`${origin}/empty`, () => new HttpResponse(null, { status: 204 })),
    http.get(`${origin}/held`, async () => {
      await held()
      return HttpResponse.json({ visits: ++state.visits })
    }),
    http.all(`${origin}/echo`, async ({ request }) => HttpResponse.text(await request.text())),
  ],
  switches: {},
})

const start = 1_800_000_000_000
const clock: Clock = { ...systemClock, now: () => start }
let observed: Observation[] = []
let mocks: RunningMocks
let url: string
beforeAll(async () => {
  mocks = await startMocks({
    apis: [vendor, { ...vendor, name: 'twin' }],
    clock,
    sink: { observe: (one) => observed.push(one) },
  })
  url = mocks.url('one', 'vendor')
})
beforeEach(async () => {
  await mocks.control.reset('one')
  observed = []
})
afterAll(() => mocks[Symbol.asyncDispose]())

describe('a request to a mock', () => {
  it('reaches the handler at the vendor’s origin, with path and query; the clock is an input', async () => {
    const seen = (await (await fetch(`${url}/seen?a=1&a=2`)).json()) as object
    expect(seen).toEqual({ url: `${origin}/seen?a=1&a=2`, baseUrl: url, now: start })
    expect(await mocks.control.requests('one')).toMatchObject([
      { t: start, path: '/seen?a=1&a=2', key: 'GET /seen', status: 200 },
    ])
  })

  it('keeps headers and bytes as they came; several cookies stay several', async () => {
    const all = (await (
      await fetch(`${url}/headers`, { method: 'POST', headers: { 'X-Custom': 'é' }, body: 'x' })
    ).json()) as [string, string][]
    expect(Object.fromEntries(all)).toMatchObject({ 'x-custom': 'é', 'content-length': '1' })
    const bytes = new Uint8Array(Array.from({ length: 256 }, (_, i) => i))
    const echoed = await fetch(`${url}/echo`, { method: 'PUT', body: Buffer.from('zażółć') })
    expect(await echoed.text()).toBe('zażółć')
    await (await fetch(`${url}/echo`, { method: 'PUT', body: bytes })).arrayBuffer()
    expect((await mocks.control.requests('one')).at(-1)?.requestBody).toBe(
      '[256 bytes of unknown type]',
    )
    expect((await fetch(`${url}/cookies`)).headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it('has its connection reset where the handler answers with a network error', async () => {
    await expect(fetch(`${url}/error`)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(await mocks.control.requests('one')).toMatchObject([{ status: 0 }])
    expect(observed).toMatchObject([{ problem: 'the connection was reset' }])
  })

  it('is never passed on to the vendor', async () => {
    const response = await fetch(`${url}/outside`)
    expect(response.status).toBe(502)
    expect(await response.json()).toMatchObject({ error: 'egress-denied' })
    expect(observed[0]?.problem).toMatch(/refused/)
  })

  it('is answered 500 where the handler throws; the journal tells the kind, never the message', async () => {
    const response = await fetch(`${url}/throw`)
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('TypeError')
    expect(observed[0]?.problem).toBe("the mock's handler threw TypeError")
    expect(JSON.stringify(observed)).not.toContain('jan@example.com')
  })

  it('is answered 501 where a handler matched and gave no answer', async () => {
    const response = await fetch(`${url}/nothing`)
    expect(response.status).toBe(501)
    expect(await response.text()).toContain('the handler matched and gave no answer')
  })

  it('gets no body with 204, and is recorded before its answer is sent', async () => {
    const response = await fetch(`${url}/empty`)
    expect(response.status).toBe(204)
    expect(await mocks.control.requests('one')).toHaveLength(1)
  })

  it.each(['/none/vendor/seen', '/one/none/seen', '/one', '/', '/vendor/seen'])(
    'to %s, where no slot and API is, is answered 404',
    async (path) => {
      const response = await fetch(new URL(path, url))
      expect(response.status).toBe(404)
      expect(response.headers.get('x-poligon')).toBe('mock-server')
    },
  )
})

describe('slots', () => {
  it('have their own state, as have two mocks of one definition', async () => {
    const visit = async (address: string) =>
      ((await (await fetch(`${address}/visits`, { method: 'POST' })).json()) as { visits: number })
        .visits
    const addresses = [url, mocks.url('two', 'vendor'), mocks.url('one', 'twin')]
    const visits = await Promise.all(
      addresses.flatMap((address) => Array.from({ length: 50 }, () => visit(address))),
    )
    expect(visits.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => [i + 1, i + 1, i + 1]).flat(),
    )
    expect((await mocks.control.requests('one')).length).toBe(100)
    expect((await mocks.control.requests('two')).length).toBe(50)
    await mocks.control.reset('two')
  })

  it('wait with a reset until no request is open, and then start afresh', async () => {
    const answer = fetch(`${url}/held`)
    await expect.poll(() => mocks.control.open('one')).toBe(1)
    let done = false
    const reset = mocks.control.reset('one').then(() => (done = true))
    await fetch(`${mocks.url('two', 'vendor')}/seen`)
    expect(done).toBe(false)
    release()
    expect(await (await answer).json()).toEqual({ visits: 1 })
    await reset
    expect(await mocks.control.requests('one')).toEqual([])
    expect(await mocks.control.open('one')).toBe(0)
  })

  it('end declared delays at a reset', async () => {
    await mocks.control.turn('one', 'vendor', 'slow', '1h')
    const answer = fetch(`${url}/seen`)
    await expect.poll(() => mocks.control.open('one')).toBe(1)
    await mocks.control.reset('one')
    expect((await answer).status).toBe(200)
  })

  it('take names that fit a path only', () => {
    for (const name of ['', '..', 'a/b', 'ą', '_x', 'a b'])
      expect(() => mocks.url(name, 'vendor')).toThrow(/cannot be the name of a slot/)
    expect(() => mocks.url('one', 'none')).toThrow(/Served are vendor, twin/)
  })
})

describe('declared faults', () => {
  it('answer, reset before and reset after the handler, as often as they say', async () => {
    for (const fault of ['503 x1', 'reset x1', 'lost x1'])
      await mocks.control.turn('one', 'vendor', 'fault', fault)
    const visit = () => fetch(`${url}/visits`, { method: 'POST' })
    expect((await visit()).status).toBe(503)
    await expect(visit()).rejects.toThrow()
    await expect(visit()).rejects.toThrow()
    expect(await (await visit()).json()).toMatchObject({ visits: 2 })
    const requests = await mocks.control.requests('one')
    expect(requests.map(({ key, status, fault }) => [key, status, fault])).toEqual([
      ['POST /visits', 503, '503'],
      ['POST /visits', 0, 'reset'],
      ['POST /visits', 0, 'lost'],
      ['POST /visits', 200, undefined],
    ])
    expect(observed.map(({ problem }) => problem)).toEqual([
      'declared fault: 503',
      'declared fault: reset',
      'declared fault: lost',
      undefined,
    ])
  })

  it('delay an answer by the clock that was given', async () => {
    const slept: number[] = []
    const slow: Clock = { ...clock, sleep: async (milliseconds) => void slept.push(milliseconds) }
    const server = await startMocks({ apis: [vendor], clock: slow, sink: { observe() {} } })
    await server.control.turn('one', 'vendor', 'slow', '20min')
    expect((await fetch(`${server.url('one', 'vendor')}/seen`)).status).toBe(200)
    expect(slept).toEqual([1_200_000])
    await server[Symbol.asyncDispose]()
  })
})

describe('control from elsewhere', () => {
  it('does the same over HTTP, with the server’s own errors', async () => {
    const control = connectMocks(mocks.controlUrl)
    await control.turn('one', 'vendor', 'outage', '1')
    expect((await fetch(`${url}/seen`)).status).toBe(503)
    expect(await control.requests('one')).toEqual(await mocks.control.requests('one'))
    expect(await control.open('one')).toBe(0)
    await expect(control.turn('one', 'vendor', 'none', '')).rejects.toThrow(
      expect.objectContaining({
        code: 'POLIGON_CONFIG',
        message: 'The mock vendor has no switch none. It has fault, outage, slow.',
      }),
    )
    await control.reset('one')
    expect(await control.requests('one')).toEqual([])
  })

  it('is closed to whoever does not know the address', async () => {
    const guess = mocks.controlUrl.replace(/_.*/, '_0')
    const response = await fetch(guess, { method: 'POST', body: '{"call":"open","slot":"one"}' })
    expect(response.status).toBe(404)
  })

  it('says so when the server is gone', async () => {
    const server = await startMocks({ apis: [vendor], clock, sink: { observe() {} } })
    await server[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
    await expect(connectMocks(server.controlUrl).open('one')).rejects.toMatchObject({
      code: 'POLIGON_UNREACHABLE',
    })
  })
})

it('a port that is taken is one clear sentence', async () => {
  const port = Number(new URL(url).port)
  await expect(
    startMocks({ apis: [vendor], clock, sink: { observe() {} }, port }),
  ).rejects.toMatchObject({ code: 'POLIGON_UNREACHABLE' })
})
