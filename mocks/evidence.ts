import type { Observation } from '../core/contracts/journal.ts'
import type { Redactor } from '../core/contracts/detector.ts'
import type { MockApi } from './api.ts'
import type { RecordedRequest } from './recorded-request.ts'

/** Headers whose values are secrets whatever they look like. */
const secretHeader = /authorization|cookie|token|secret|signature|api-?key|password|^sid$/

/**
 * What the journal of the run is told of a request. Without a redactor nothing that came over the
 * wire is passed on: names of headers, sizes and the words of the API only.
 */
export function observationOf(
  slot: string,
  caller: string,
  api: MockApi,
  request: RecordedRequest,
  problem: string | undefined,
  redactor: Redactor | undefined,
): Observation {
  const failed = problem ?? statusProblem(request)
  const outcome = request.status === 0 ? 'no answer' : String(request.status)
  return {
    slot,
    from: caller,
    to: api.name,
    kind: api.protocol,
    key: request.key,
    summary: `${request.key} → ${outcome} in ${Math.round(request.duration)} ms${request.fault === undefined ? '' : ` (declared fault: ${request.fault})`}`,
    evidence: redactor ? redactor(wholeText(request)) : outline(request),
    ...(failed === undefined ? {} : { problem: failed }),
  }
}

function statusProblem({ status, fault }: RecordedRequest): string | undefined {
  if (fault !== undefined) return `declared fault: ${fault}`
  if (status === 0) return 'the connection was reset'
  return status >= 400 ? `answered ${status}` : undefined
}

function wholeText(request: RecordedRequest): string {
  return [
    `${request.method} ${request.path}`,
    ...headerLines(request.requestHeaders),
    '',
    request.requestBody,
    '',
    `HTTP ${request.status}`,
    ...headerLines(request.responseHeaders),
    '',
    request.responseBody,
  ].join('\n')
}

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(
    ([name, value]) => `${name}: ${secretHeader.test(name) ? '[secret]' : value}`,
  )
}

function outline(request: RecordedRequest): string {
  const side = (headers: Readonly<Record<string, string>>, body: string) =>
    `headers ${Object.keys(headers).join(', ') || 'none'}; body of ${body.length} characters`
  return [
    request.key,
    side(request.requestHeaders, request.requestBody),
    `HTTP ${request.status}`,
    side(request.responseHeaders, request.responseBody),
    'Contents are left out: no redactor was given.',
  ].join('\n')
}
