import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../core/clock.ts'
import type { Redactor } from '../core/contracts/detector.ts'
import type { Observation } from '../core/contracts/journal.ts'
import type { MockApi, MockExample } from './api.ts'
import { faultSwitches } from './policies/switches.ts'
import { mockRegistry } from './registry.ts'
import type { RunningMocks } from './running.ts'
import { startMocks } from './server.ts'

/** What every mock must hold. Loops over the registry: a new mock is tested by being there. */

const apis = await Promise.all(
  Object.values(mockRegistry).map(async (load) => (await load()).default),
)

let mocks: RunningMocks
const observed: Observation[] = []
beforeAll(async () => {
  mocks = await startMocks({
    apis,
    clock: systemClock,
    caller: 'subject',
    sink: { observe: (one) => observed.push(one) },
    redactor: ((text: string) => text.replaceAll(/[\w.]+@[\w.]+/g, '[email]')) as Redactor,
  })
})
afterAll(() => mocks[Symbol.asyncDispose]())

let count = 0
const freshSlot = () => `slot-${++count}`

const send = (slot: string, api: MockApi, { method, path, headers, body }: MockExample) =>
  fetch(mocks.url(slot, api.name) + path, {
    method,
    headers: headers ?? {},
    ...(body === undefined ? {} : { body }),
  })

/** Answers of all examples, without what differs by slot and by the moment. */
async function answers(slot: string, api: MockApi): Promise<string[]> {
  const all: string[] = []
  for (const example of api.examples ?? []) {
    const response = await send(slot, api, example)
    const text = (await response.text()).replaceAll(mocks.url(slot, api.name), '')
    all.push(`${response.status} ${text.replaceAll(/\d{4}-\d\d-\d\d[T+][\d:.+]+Z?/g, 'time')}`)
  }
  return all
}

it('every file in apis/ is in the registry under the name it gives itself', () => {
  const files = readdirSync(new URL('./apis/', import.meta.url), { withFileTypes: true })
    .filter((file) => file.isFile() && !file.name.includes('.test.'))
    .map((file) => file.name.replace(/\.ts$/, ''))
  expect(files.length).toBeGreaterThan(0)
  expect(files.toSorted()).toEqual(Object.keys(mockRegistry).toSorted())
  expect(apis.map(({ name }) => name)).toEqual(Object.keys(mockRegistry))
})

describe.each(apis.map((api) => [api.name, api] as const))('%s', (_, api) => {
  it('has examples that reach every handler', async () => {
    const slot = freshSlot()
    await answers(slot, api)
    const handlers = api.handlers({
      state: api.initialState(),
      key: 'any',
      clock: systemClock,
      baseUrl: api.origin,
    })
    const asked = await mocks.control.requests(slot)
    const sent = asked.map(({ method, path }) => new Request(api.origin + path, { method }))
    expect(handlers.length).toBeGreaterThan(0)
    for (const handler of handlers) {
      const taken = await Promise.all(sent.map((request) => handler.test({ request })))
      expect(taken, handler.info.header).toContain(true)
    }
  })

  it.each(api.examples ?? [])('answers as its example says: $title', async ({ title }) => {
    const slot = freshSlot()
    for (const example of api.examples ?? []) {
      const response = await send(slot, api, example)
      expect(response.status, example.title).toBe(example.status)
      await response.arrayBuffer()
      if (example.title === title) return
    }
  })

  it('writes every request down, in memory as it was and in the journal redacted', async () => {
    const slot = freshSlot()
    await answers(slot, api)
    const requests = await mocks.control.requests(slot)
    const examples = api.examples ?? []
    expect(
      requests.map(({ method, path, status, requestBody }) => [method, path, status, requestBody]),
    ).toEqual(examples.map(({ method, path, status, body }) => [method, path, status, body ?? '']))
    const told = observed.filter((one) => one.slot === slot)
    expect(told.map(({ from, to, kind, key }) => [from, to, kind, key])).toEqual(
      requests.map(({ key }) => ['subject', api.name, api.protocol, key]),
    )
    expect(told.map(({ problem }) => problem !== undefined)).toEqual(
      requests.map(({ status }) => status >= 400),
    )
    for (const { evidence } of told) {
      expect(evidence).toMatch(/^(?:GET|POST|PUT|PATCH|DELETE) \//)
      expect(evidence).not.toMatch(/@example|Bearer/)
    }
  })

  it('answers 501 with the closest handlers where it has none', async () => {
    const slot = freshSlot()
    const path = '/jan.kowalski@example.com/nothing/here'
    const response = await send(slot, api, { title: '', method: 'POST', path, status: 501 })
    expect(response.status).toBe(501)
    const text = (await response.json()) as { closest: { handler: string; differs: string }[] }
    expect(text.closest.length).toBeGreaterThan(0)
    for (const one of text.closest) expect(one.differs).not.toBe('')
    const [request] = await mocks.control.requests(slot)
    expect(request).toMatchObject({ unmatched: true, status: 501, path })
    const told = observed.find((one) => one.slot === slot)
    expect(told?.problem).toMatch(/no handler/)
    expect(JSON.stringify(told)).not.toContain('kowalski')
  })

  it('starts afresh at a reset: state, journal and switches', async () => {
    const slot = freshSlot()
    const before = await answers(slot, api)
    for (const [name, { example }] of Object.entries({ ...api.switches, ...faultSwitches }))
      await mocks.control.turn(slot, api.name, name, example)
    await mocks.control.reset(slot)
    expect(await mocks.control.requests(slot)).toEqual([])
    expect(await answers(slot, api)).toEqual(before)
  })

  it('keeps slots apart while they are used at the same time', async () => {
    const alone = await answers(freshSlot(), api)
    const slots = Array.from({ length: 8 }, freshSlot)
    const together = await Promise.all(slots.map((slot) => answers(slot, api)))
    for (const one of together) expect(one).toEqual(alone)
    for (const slot of slots)
      expect(await mocks.control.requests(slot)).toHaveLength(api.examples?.length ?? 0)
  })

  const switches = Object.entries(api.switches)
  it.each(switches)('switch %s changes an answer, in its slot only', async (name, { example }) => {
    const [turned, untouched] = [freshSlot(), freshSlot()]
    await mocks.control.turn(turned, api.name, name, example)
    expect(await answers(turned, api)).not.toEqual(await answers(untouched, api))
    expect(await answers(freshSlot(), api)).toEqual(await answers(freshSlot(), api))
  })

  it.each([...switches, ...Object.entries(faultSwitches)])(
    'switch %s refuses an argument that means nothing, or takes any word',
    async (name) => {
      const outcome = await mocks.control
        .turn(freshSlot(), api.name, name, '\u0000 ?')
        .then(() => 'taken')
        .catch((failure: { code?: string }) => failure.code)
      expect(['taken', 'POLIGON_CONFIG']).toContain(outcome)
    },
  )

  it('fails in its own manner while an outage is declared', async () => {
    const slot = freshSlot()
    await mocks.control.turn(slot, api.name, 'outage', '1')
    const example = api.examples![0]!
    const failed = await send(slot, api, example)
    expect(failed.status).toBe(503)
    expect(failed.headers.get('x-poligon')).toBeNull()
    expect((await send(slot, api, example)).status).toBe(example.status)
  })
})
