import { errorCatalogue, PoligonError, type ErrorCode } from '../core/errors.ts'
import { say, type Redacted } from '../core/redacted.ts'
import type { ControlCall } from './control-server.ts'
import type { RecordedRequest } from './recorded-request.ts'
import type { MockControl } from './running.ts'

/**
 * The control of a mock server in another thread or process, by its `controlUrl`. Its errors are
 * those of the server.
 *
 * @throws POLIGON_UNREACHABLE from any call when the server is gone.
 */
export function connectMocks(controlUrl: string): MockControl {
  return {
    reset: async (slot) => {
      await call(controlUrl, { call: 'reset', slot })
    },
    turn: async (slot, api, name, argument) => {
      await call(controlUrl, { call: 'turn', slot, api, name, argument })
    },
    requests: async (slot) =>
      (await call(controlUrl, { call: 'requests', slot })) as readonly RecordedRequest[],
    open: async (slot) => (await call(controlUrl, { call: 'open', slot })) as number,
  }
}

interface Reply {
  readonly result?: unknown
  readonly error?: { readonly code: string; readonly what: string; readonly remedy: string }
}

async function call(controlUrl: string, body: ControlCall): Promise<unknown> {
  let reply: Reply
  try {
    const response = await fetch(controlUrl, { method: 'POST', body: JSON.stringify(body) })
    reply = (await response.json()) as Reply
  } catch (cause) {
    throw new PoligonError('POLIGON_UNREACHABLE', {
      what: say`The mock server does not answer.`,
      remedy: say`It ends with the process that started it; start it again.`,
      cause,
    })
  }
  if (!reply.error) return reply.result
  const { code, what, remedy } = reply.error
  // Both sentences were Redacted when the server wrote them.
  throw new PoligonError(code in errorCatalogue ? (code as ErrorCode) : 'POLIGON_INTERNAL', {
    what: what as Redacted,
    remedy: remedy as Redacted,
  })
}
