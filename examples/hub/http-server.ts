import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Databases } from './databases.ts'
import { log, reason } from './log.ts'
import { bookPayment, isSigned, readNotification } from './payment-notification.ts'
import type { Settings } from './settings.ts'
import type { Synchronisations } from './synchronisations.ts'

const longestBody = 64 * 1024

interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** Health, idleness, triggers and the payment provider's webhook. */
export function createHubServer(
  settings: Settings,
  databases: Databases,
  synchronisations: Synchronisations,
) {
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const path = new URL(request.url ?? '/', 'http://hub').pathname
    const route = `${request.method} ${path}`
    if (route === 'GET /health') {
      await Promise.all([databases.shop.query('SELECT 1'), databases.erp.query('SELECT 1')])
      return { status: 200, body: { ok: true } }
    }
    if (route === 'GET /idle') return { status: 200, body: { idle: await synchronisations.idle() } }
    if (route === 'POST /webhooks/payment') return receivePayment(request)
    const name = /^POST \/sync\/([\w-]+)$/.exec(route)?.[1]
    if (name !== undefined && synchronisations.names.includes(name))
      return { status: 200, body: { sync: name, moved: await synchronisations.run(name) } }
    return { status: 404, body: { error: 'there is nothing here' } }
  }

  const receivePayment = async (request: IncomingMessage): Promise<Answer> => {
    const body = await readBody(request)
    if (!body) return { status: 413, body: { error: 'the body is too long' } }
    const signature = request.headers['x-signature']
    if (!isSigned(body, String(signature), settings.paymentSecret)) {
      log('WARN', 'payment notification with a wrong signature refused')
      return { status: 401, body: { error: 'the signature is wrong' } }
    }
    const notification = readNotification(body.toString('utf8'))
    if (!notification) return { status: 400, body: { error: 'not a payment notification' } }
    const known = await bookPayment(databases, notification)
    if (!known) return { status: 404, body: { error: 'there is no such order' } }
    synchronisations.wake('orders')
    return { status: 200, body: { ok: true } }
  }

  const send = (response: ServerResponse, { status, body }: Answer) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  return createServer((request, response) => {
    answer(request).then(
      (result) => send(response, result),
      (error: unknown) => {
        log('ERROR', 'request failed', { flow: request.url ?? '', error: reason(error) })
        send(response, { status: 500, body: { error: 'the hub failed; see its log' } })
      },
    )
  })
}

/** Undefined when the body is longer than the hub takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > longestBody) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
