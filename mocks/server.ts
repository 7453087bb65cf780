import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../core/clock.ts'
import type { Redactor } from '../core/contracts/detector.ts'
import type { JournalSink } from '../core/contracts/journal.ts'
import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'
import { randomToken } from '../core/seed.ts'
import type { MockApi } from './api.ts'
import { serveControl } from './control-server.ts'
import { RefusedRequest } from './incoming.ts'
import { answerBrokenConnections } from './malformed.ts'
import { MockSlot } from './mock-slot.ts'
import type { MockControl, RunningMocks } from './running.ts'

export interface MocksOptions {
  /** Each under a name of its own; a definition may be served twice: `{ ...carrier, name: 'courier' }`. */
  readonly apis: readonly MockApi[]
  readonly sink: JournalSink
  /** What the mocks take for the time, and what declared delays wait for. */
  readonly clock: Clock
  /** Slots that exist from the start; others come to be with `url` or a call of the control. */
  readonly slots?: readonly string[]
  /** Makes requests fit to be kept as evidence; without one their contents are left out. */
  readonly redactor?: Redactor
  /** The system that calls, as the journal names it; `unknown` when left out. */
  readonly caller?: string
  /** A free one when left out. */
  readonly port?: number
}

/**
 * Serves mocks to other processes on a loopback port. A request to `/<slot>/<api>/<path>` is handed
 * to the handlers as `<origin><path>`. Nothing is ever passed on to a vendor.
 *
 * @throws POLIGON_UNREACHABLE when the port is taken.
 */
export async function startMocks(options: MocksOptions): Promise<RunningMocks> {
  const { serveExchange, refuse } = await import('./exchange.ts')
  const { clock, sink, redactor, caller = 'unknown' } = options
  const apis = new Map(options.apis.map((api) => [api.name, api]))
  const slots = new Map<string, MockSlot>()
  const token = `_${randomToken()}`
  let address = ''

  const slotOf = (slot: string): MockSlot => {
    let found = slots.get(slot)
    if (!found) {
      found = new MockSlot(checked(slot), apis, clock, (api) => `${address}/${slot}/${api}`)
      slots.set(slot, found)
    }
    return found
  }
  const control: MockControl = {
    reset: (slot) => slotOf(slot).reset(),
    turn: async (slot, api, switchName, argument) =>
      slotOf(slot).instance(api).turn(switchName, argument),
    requests: async (slot) => slotOf(slot).journal.list(),
    open: async (slot) => slotOf(slot).open,
  }

  const route = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const [, first = '', api = '', path = ''] =
      /^\/([^/?#]*)(?:\/([^/?#]*)(.*))?$/s.exec(incoming.url ?? '') ?? []
    if (first === token) return serveControl(control, incoming, outgoing)
    const slot = slots.get(first)
    if (!slot) throw new RefusedRequest(404, 'no-such-slot')
    const instance = slot.find(api)
    if (!instance) throw new RefusedRequest(404, 'no-such-api')
    const leave = slot.enter()
    outgoing.once('close', leave)
    await serveExchange(slot, instance, path, incoming, outgoing, {
      clock,
      sink,
      caller,
      redactor,
    }).catch((failure: unknown) => {
      leave()
      throw failure
    })
  }
  const server = createServer(limits, (incoming, outgoing) => {
    route(incoming, outgoing).catch((failure: unknown) => {
      if (outgoing.headersSent) outgoing.destroy()
      else if (failure instanceof RefusedRequest) refuse(failure, outgoing)
      else refuse(new RefusedRequest(500, 'mock-server-failed'), outgoing)
    })
  })
  answerBrokenConnections(server)
  await listen(server, options.port ?? 0)
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (const slot of options.slots ?? []) slotOf(slot)

  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
    return closed
  }
  return {
    controlUrl: `${address}/${token}`,
    url(slot, api) {
      slotOf(slot).instance(api)
      return `${address}/${slot}/${api}`
    },
    control,
    [Symbol.asyncDispose]: close,
  }
}

/** Node's parser stays strict whatever NODE_OPTIONS says; a slow sender is cut off. Milliseconds and bytes. */
const limits = {
  insecureHTTPParser: false,
  requireHostHeader: true,
  maxHeaderSize: 16 * 1024,
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  // Longer than the pools of usual clients keep a connection, so that they never meet a closed one.
  keepAliveTimeout: 65_000,
} as const

function checked(slot: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/i.test(slot)) return slot
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`${name(slot)} cannot be the name of a slot.`,
    remedy: say`Take up to 63 letters, digits and hyphens.`,
  })
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new PoligonError('POLIGON_UNREACHABLE', {
          what: say`The mock server cannot listen on port ${port} of 127.0.0.1.`,
          remedy: say`Take another port, or leave it out for a free one.`,
          cause,
        }),
      ),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
}
