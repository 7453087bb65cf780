import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { HandlerIndex } from './handler-index.ts'
import { requestKey } from './request-key.ts'

const origin = 'https://vendor.example'
const ok = () => new HttpResponse()
const index = new HandlerIndex([
  http.get(`${origin}/v1/orders/:id`, ok),
  http.post(`${origin}/v1/orders`, ok),
  http.put(() => false, ok),
])

const keyOf = (method: string, path: string) => {
  const url = new URL(origin + path)
  return requestKey(index, index.candidates(method, url), method, url)
}

describe('what a request is counted by', () => {
  it('is method and path of its handler', () => {
    expect(keyOf('GET', '/v1/orders/42?full=1')).toBe('GET /v1/orders/:id')
    expect(keyOf('POST', '/v1/orders/')).toBe('POST /v1/orders')
  })

  it('holds nothing that the API does not name when no handler takes it', () => {
    expect(keyOf('GET', '/v1/customers/jan.kowalski@example.com/orders')).toBe('GET /v1/…/…/orders')
    expect(keyOf('DELETE', '/v1/orders/42')).toBe('DELETE /v1/orders/…')
  })
})
