import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../core/clock.ts'
import type { Redactor } from '../core/contracts/detector.ts'
import type { JournalSink } from '../core/contracts/journal.ts'
import { bodyText } from './body-text.ts'
import { observationOf } from './evidence.ts'
import { readBody, RefusedRequest, vendorRequest } from './incoming.ts'
import type { MockInstance } from './mock-instance.ts'
import type { MockSlot } from './mock-slot.ts'
import { readAnswer, writeAnswer, type Answer } from './outgoing.ts'
import { faultName, takeStrike } from './policies/fault.ts'
import type { RecordedRequest } from './recorded-request.ts'
import { requestKey } from './request-key.ts'
import { diagnosis, resolve } from './resolve.ts'
import { soapOperation } from './soap/envelope.ts'

/** What an exchange needs besides its slot and API. */
export interface ExchangeTools {
  readonly clock: Clock
  readonly sink: JournalSink
  readonly caller: string
  readonly redactor: Redactor | undefined
}

/**
 * One request to one mock, from its first byte to the journal. It is on record before its answer is
 * sent, so that whoever saw the answer finds it there.
 *
 * @throws RefusedRequest when it is not a request that a handler could be asked about.
 */
export async function serveExchange(
  slot: MockSlot,
  instance: MockInstance,
  path: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  tools: ExchangeTools,
): Promise<void> {
  const { api } = instance
  const body = await readBody(incoming)
  const t = tools.clock.now()
  const start = tools.clock.monotonic()
  const request = vendorRequest(incoming, api.origin, path, body)
  const outcome = await answerTo(slot, instance, request, body, tools.clock)
  const answer = outcome.answer
  const recorded: RecordedRequest = {
    t,
    duration: Math.round((tools.clock.monotonic() - start) * 100) / 100,
    api: api.name,
    method: request.method,
    path: request.url.slice(api.origin.length),
    key: outcome.key,
    status: answer.kind === 'reset' ? 0 : answer.status,
    unmatched: outcome.unmatched,
    ...(outcome.fault === undefined ? {} : { fault: outcome.fault }),
    requestHeaders: Object.fromEntries(request.headers),
    requestBody: bodyText(body, request.headers.get('content-type')),
    responseHeaders: answer.kind === 'reset' ? {} : Object.fromEntries(answer.headers),
    responseBody:
      answer.kind === 'reset' ? '' : bodyText(answer.body, answer.headers.get('content-type')),
  }
  slot.journal.add(recorded)
  tools.sink.observe(
    observationOf(slot.name, tools.caller, api, recorded, outcome.problem, tools.redactor),
  )
  writeAnswer(answer, outgoing)
}

interface Outcome {
  readonly answer: Answer
  readonly key: string
  readonly unmatched: boolean
  readonly fault?: string
  readonly problem?: string
}

async function answerTo(
  slot: MockSlot,
  instance: MockInstance,
  request: Request,
  body: Uint8Array,
  clock: Clock,
): Promise<Outcome> {
  const { api, index, context } = instance
  const url = new URL(request.url)
  const candidates = index.candidates(request.method, url)
  const operation = api.protocol === 'soap' ? soapOperation(body) : undefined
  const key = operation ?? requestKey(index, candidates, request.method, url)
  const { fault, delay } = takeStrike(instance.faults)
  if (delay > 0) await clock.sleep(delay, slot.delays).catch(() => {})
  const named = fault ? { fault: faultName(fault) } : {}
  if (fault?.kind === 'reset') return { answer: { kind: 'reset' }, key, unmatched: false, ...named }
  if (fault?.kind === 'status') {
    const response =
      api.failure?.(fault.status, context) ??
      diagnosis(fault.status, { status: fault.status, error: 'unavailable' })
    return { answer: await readAnswer(response), key, unmatched: false, ...named }
  }
  const { response, unmatched, problem } = await resolve(instance, candidates, request, url)
  const answer: Answer = fault?.kind === 'lost' ? { kind: 'reset' } : await readAnswer(response)
  return { answer, key, unmatched, ...named, ...(problem === undefined ? {} : { problem }) }
}

/** The answer to a request that no handler was asked about. */
export function refuse(failure: RefusedRequest, outgoing: ServerResponse): void {
  outgoing.shouldKeepAlive = false
  const body = `${JSON.stringify({ error: failure.code })}\n`
  outgoing.writeHead(failure.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-poligon': 'mock-server',
    connection: 'close',
  })
  outgoing.end(body)
}
