import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { parseDuration } from './duration.ts'

/** How often a fault still strikes; `always`: until it is switched off. */
type Left = number | 'always'

/**
 * A declared disturbance of one mock in one slot. Plain data, apart from the handlers, so that every
 * API has it.
 * - `status`: the vendor's platform answers so; the handler does not run.
 * - `reset`: the connection is reset before the handler runs.
 * - `lost`: the handler runs, then the connection is reset: the caller cannot know what happened.
 * - `latency`: the request waits before it is handled.
 */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; left: Left }
  | { readonly kind: 'reset' | 'lost'; left: Left }
  | { readonly kind: 'latency'; readonly milliseconds: number; left: Left }

/**
 * Reads `503 x3`, `reset x1`, `lost`, `latency 250ms x2`.
 *
 * @throws POLIGON_CONFIG when it is none of these.
 */
export function parseFault(text: string): Fault {
  const [, what = '', count] = /^(.*?)(?:\s+x([1-9]\d{0,5}))?$/.exec(text.trim()) ?? []
  const left = count === undefined ? 'always' : Number(count)
  if (what === 'reset' || what === 'lost') return { kind: what, left }
  if (/^[45]\d\d$/.test(what)) return { kind: 'status', status: Number(what), left }
  const delay = /^latency\s+(\S+)$/.exec(what)?.[1]
  const milliseconds = delay === undefined ? undefined : parseDuration(delay)
  if (milliseconds !== undefined) return { kind: 'latency', milliseconds, left }
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`There is no fault ${name(text)}.`,
    remedy: say`Write one like \`503 x3\`, \`reset x1\`, \`lost x1\`, \`latency 250ms\` or \`off\`.`,
  })
}

/** What strikes one request: at most one fault, and a delay in milliseconds. */
export interface Strike {
  readonly fault: Exclude<Fault, { kind: 'latency' }> | undefined
  readonly delay: number
}

/** Takes what strikes the next request off the list: delays and other faults each in declared order. */
export function takeStrike(faults: readonly Fault[]): Strike {
  const latency = faults.find((fault) => fault.kind === 'latency' && fault.left !== 0)
  const other = faults.find(
    (fault): fault is Exclude<Fault, { kind: 'latency' }> =>
      fault.kind !== 'latency' && fault.left !== 0,
  )
  for (const fault of [latency, other]) if (typeof fault?.left === 'number') fault.left--
  return { fault: other, delay: latency?.kind === 'latency' ? latency.milliseconds : 0 }
}

/** As the journal writes it. */
export function faultName(fault: Fault): string {
  return fault.kind === 'status' ? String(fault.status) : fault.kind
}
