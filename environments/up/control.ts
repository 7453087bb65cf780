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
    differing: z.array(z.string()).optional(),
  }),
)

export type SystemReset = ResetReport & {
  readonly system: string
  /** Tables and sequences that are not as the template has them; only where it was asked for. */
  readonly differing?: readonly string[] | undefined
}

export interface ResetOptions {
  /** Compare with the template afterwards. */
  readonly verify: boolean
}

const paths = { reset: '/reset', verified: '/reset?verify' } as const

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
    resetAll(running, slot, { verify: request.url === paths.verified }).then(
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
export async function requestReset(
  record: UpRecord,
  { verify }: ResetOptions = { verify: false },
): Promise<readonly SystemReset[]> {
  const { port, token } = record.control
  try {
    const response = await fetch(
      `http://127.0.0.1:${port}${verify ? paths.verified : paths.reset}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      },
    )
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
    Object.values<string | undefined>(paths).includes(request.url) &&
    request.headers.authorization === `Bearer ${token}`
  )
}

async function resetAll(
  running: RunningEnvironment,
  slot: string,
  { verify }: ResetOptions,
): Promise<SystemReset[]> {
  return Promise.all(
    [...running.databases].map(async ([system, database]) => ({
      system,
      ...(await database.reset(slot)),
      ...(verify ? { differing: (await database.resetProof(slot)).differing } : {}),
    })),
  )
}
