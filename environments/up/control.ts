import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { randomToken } from '../../core/seed.ts'
import type { ResetReport, RunningEnvironment } from '../running.ts'
import type { UpRecord } from './record.ts'

const answerSchema = z.array(
  z.object({
    system: z.string(),
    rung: z.enum(['nothing-changed', 'undo', 'dirty-tables', 'clone']),
    milliseconds: z.number(),
  }),
)

export type SystemReset = ResetReport & { readonly system: string }

export interface Control extends AsyncDisposable {
  readonly port: number
  /** Whoever knows it may reset; it stands in the record (0600) only. */
  readonly token: string
}

/** Answers requests of other processes of this user for a reset of `slot`, on the loopback address. */
export function serveControl(running: RunningEnvironment, slot: string): Promise<Control> {
  const token = randomToken()
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (!isReset(request, token)) return answer(404, {})
    resetAll(running, slot).then(
      (reports) => answer(200, reports),
      () => answer(500, {}),
    )
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const close = async () => {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
      }
      resolve({ port, token, [Symbol.asyncDispose]: close })
    })
  })
}

/**
 * Asks the process that holds an environment to bring its databases back.
 *
 * @throws POLIGON_UNREACHABLE when it does not answer or cannot.
 */
export async function requestReset(record: UpRecord): Promise<readonly SystemReset[]> {
  const { port, token } = record.control
  try {
    const response = await fetch(`http://127.0.0.1:${port}/reset`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    if (response.ok) return answerSchema.parse(await response.json())
  } catch {
    // Said below; the cause is of no use to anybody.
  }
  throw new PoligonError('POLIGON_UNREACHABLE', {
    what: say`The environment ${name(record.environment)} could not be reset.`,
    remedy: say`Take it down and up again.`,
  })
}

function isReset(request: IncomingMessage, token: string): boolean {
  return (
    request.method === 'POST' &&
    request.url === '/reset' &&
    request.headers.authorization === `Bearer ${token}`
  )
}

async function resetAll(running: RunningEnvironment, slot: string): Promise<SystemReset[]> {
  return Promise.all(
    [...running.databases].map(async ([system, database]) => ({
      system,
      ...(await database.reset(slot)),
    })),
  )
}
