import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** An answer read whole; `reset`: the connection is cut instead. */
export type Answer =
  | {
      readonly kind: 'response'
      readonly status: number
      readonly statusText: string
      readonly headers: Headers
      readonly body: Uint8Array
    }
  | { readonly kind: 'reset' }

export async function readAnswer(response: Response): Promise<Answer> {
  if (response.type === 'error') return { kind: 'reset' }
  const { status, statusText, headers } = response
  const body = response.body ? new Uint8Array(await response.arrayBuffer()) : noBytes
  return { kind: 'response', status, statusText, headers, body }
}

const noBytes = new Uint8Array()

/** What belongs to the connection and is ours to say. */
const connectionHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade'])

/** Bytes up to which copying a body is cheaper than a second buffer to write. */
const oneWrite = 16 * 1024

const latin1 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')

export function writeAnswer(answer: Answer, outgoing: ServerResponse): void {
  if (answer.kind === 'reset') {
    outgoing.socket?.resetAndDestroy()
    return
  }
  const headers: OutgoingHttpHeaders = {}
  for (const [name, value] of answer.headers)
    if (!connectionHeaders.has(name)) headers[name] = value
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  const bodiless = answer.status === 204 || answer.status === 304
  if (bodiless) delete headers['content-length']
  else if (outgoing.req.method !== 'HEAD' || headers['content-length'] === undefined)
    headers['content-length'] = answer.body.length
  outgoing.writeHead(answer.status, answer.statusText || undefined, headers)
  if (bodiless || outgoing.req.method === 'HEAD') outgoing.end()
  // Latin-1 keeps every byte, and a string leaves with the head in one system call.
  else if (answer.body.length < oneWrite) outgoing.end(latin1(answer.body), 'latin1')
  else outgoing.end(answer.body)
}
