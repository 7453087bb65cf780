import { describe, expect, it } from 'vitest'
import type { RecordedRequest } from './recorded-request.ts'
import { RequestJournal } from './request-journal.ts'

const request = (path: string, requestBody: string): RecordedRequest => ({
  t: 0,
  duration: 0,
  api: 'carrier',
  method: 'POST',
  path,
  key: 'POST /',
  status: 200,
  unmatched: false,
  requestHeaders: {},
  requestBody,
  responseHeaders: {},
  responseBody: '',
})

describe('the journal of a slot', () => {
  it('drops the oldest bodies when it is full, never a request, and says so', () => {
    const journal = new RequestJournal()
    const body = 'x'.repeat(64 * 1024)
    for (let i = 0; i < 600; i++) journal.add(request(`/${i}`, body))
    const all = journal.list()
    expect(all.map(({ path }) => path)).toEqual(Array.from({ length: 600 }, (_, i) => `/${i}`))
    expect(all[0]?.requestBody).toBe(
      '[dropped: 65536 characters, the journal of this slot is full]',
    )
    expect(all.filter((one) => one.requestBody === body)).toHaveLength(512)
  })

  it('is empty after clear', () => {
    const journal = new RequestJournal()
    journal.add(request('/', 'x'))
    journal.clear()
    expect(journal.list()).toEqual([])
  })
})
