import * as fc from 'fast-check'
import { http, HttpResponse, matchRequestUrl } from 'msw'
import { describe, expect, it } from 'vitest'
import { HandlerIndex } from './handler-index.ts'

const origin = 'https://vendor.example'
const ok = () => new HttpResponse()

const segment = fc.constantFrom('v1', 'orders', 'order', ':id', 'a%20b', '*', 'x:id', 'ąę')
const pathOf = (segments: readonly string[]) => `/${segments.join('/')}`
const pattern = fc
  .tuple(
    fc.constantFrom(origin, 'https://other.example', '', '*'),
    fc.array(segment, { maxLength: 4 }),
    fc.constantFrom('', '/', '/:more?'),
  )
  .map(([start, segments, last]) => start + pathOf(segments) + last)
const sent = fc.array(
  fc.constantFrom('v1', 'orders', 'order', '7', 'a%20b', 'a b', 'x7', 'ąę', ''),
  {
    maxLength: 5,
  },
)

describe('index of handlers', () => {
  it('never leaves out a handler that MSW would take, and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 12 }), sent, (patterns, path) => {
        const handlers = patterns.map((one) => http.get(one, ok))
        const url = new URL(origin + pathOf(path))
        const found = new HandlerIndex(handlers).candidates('GET', url).map((one) => one.handler)
        const taken = handlers.filter((_, i) => matchRequestUrl(url, patterns[i]!).matches)
        expect(found).toEqual(expect.arrayContaining(taken))
        expect(found).toEqual(handlers.filter((one) => found.includes(one)))
      }),
    )
  })

  it('keeps handlers with a condition or an expression of their own for every request', () => {
    const handlers = [
      http.post(({ request }) => request.headers.has('x'), ok),
      http.all(/orders/, ok),
      http.get(`${origin}/v1/orders`, ok),
    ]
    const index = new HandlerIndex(handlers)
    const found = index.candidates('POST', new URL(`${origin}/v2/anything`))
    expect(found.map((one) => one.handler)).toEqual([handlers[0], handlers[1]])
  })

  it('gives one candidate out of five hundred', () => {
    const handlers = Array.from({ length: 500 }, (_, i) => http.get(`${origin}/v1/r${i}/:id`, ok))
    const found = new HandlerIndex(handlers).candidates('GET', new URL(`${origin}/v1/r250/7`))
    expect(found.map((one) => one.handler)).toEqual([handlers[250]])
  })

  it('knows the words of the API, never a parameter', () => {
    const index = new HandlerIndex([http.get(`${origin}/v1/orders/:id/lines`, ok)])
    expect([...index.words]).toEqual(['v1', 'orders', 'lines'])
  })
})
