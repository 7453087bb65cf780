import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { closestHandlers } from './closest-handlers.ts'
import { readPattern } from './handler-pattern.ts'

const origin = 'https://vendor.example'
const ok = () => new HttpResponse()
const patterns = [
  http.get(`${origin}/v1/orders/:id`, ok),
  http.post(`${origin}/v1/orders`, ok),
  http.post(`${origin}/v1/shipments/:id/label`, ok),
  http.get('https://login.example/token', ok),
  http.post(() => false, ok),
].map(readPattern)

const first = (method: string, path: string) =>
  closestHandlers(patterns, method, new URL(origin + path))[0]

describe('closest handlers', () => {
  it.each([
    ['POST', '/v1/ordesr', 'POST https://vendor.example/v1/orders', 'segment 2 is "ordesr"'],
    ['PUT', '/v1/orders/7', 'GET https://vendor.example/v1/orders/:id', 'the request is PUT'],
    [
      'POST',
      '/v1/shipments/7',
      'POST https://vendor.example/v1/shipments/:id/label',
      'ends before segment 4',
    ],
    [
      'POST',
      '/v1/shipments/7/label/x',
      'POST https://vendor.example/v1/shipments/:id/label',
      'has "x" as segment 5',
    ],
    ['GET', '/token', 'GET https://login.example/token', 'the handler is of https://login.example'],
  ])('for %s %s name the nearest and the first difference', (method, path, handler, differs) => {
    const near = first(method, path)
    expect(near?.handler).toBe(handler)
    expect(near?.differs).toContain(differs)
  })

  it('name at most three, and stay quick on a path of any length', () => {
    expect(closestHandlers(patterns, 'GET', new URL(origin + '/x'.repeat(3000)))).toHaveLength(3)
  })
})
