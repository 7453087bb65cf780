import type { IncomingMessage } from 'node:http'

/** Bytes of a request body that are taken; a longer one is answered 413. */
export const bodyLimit = 10 * 1024 * 1024

/** A request that cannot be handed to any handler, with the status that says so. */
export class RefusedRequest extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string) {
    super(code)
    this.status = status
    this.code = code
  }
}

const noBytes = new Uint8Array()

/**
 * Reads the body whole.
 *
 * @throws RefusedRequest 413 beyond {@link bodyLimit}, 400 when the caller hangs up in the middle.
 */
export async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const { 'content-length': length, 'transfer-encoding': coding } = incoming.headers
  // RFC 9112 §6.3: a request that tells neither has no body.
  if (length === undefined && coding === undefined) return noBytes
  if (Number(length ?? 0) > bodyLimit) throw new RefusedRequest(413, 'body-too-large')
  const chunks: Buffer<ArrayBuffer>[] = []
  let size = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer<ArrayBuffer>>) {
      size += chunk.length
      if (size > bodyLimit) throw new RefusedRequest(413, 'body-too-large')
      chunks.push(chunk)
    }
  } catch (failure) {
    throw failure instanceof RefusedRequest ? failure : new RefusedRequest(400, 'body-incomplete')
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)
}

/**
 * The request as the vendor would see it: at `origin`, with the caller's headers as they came
 * (several of one name stay several).
 *
 * @throws RefusedRequest when no fetch `Request` can say it.
 */
export function vendorRequest(
  incoming: IncomingMessage,
  origin: string,
  path: string,
  body: Uint8Array<ArrayBuffer>,
): Request {
  const method = incoming.method ?? 'GET'
  const target = origin + (path.startsWith('/') ? path : `/${path}`)
  try {
    const headers = new Headers()
    for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2)
      headers.append(incoming.rawHeaders[i]!, incoming.rawHeaders[i + 1]!)
    // The fetch standard has no body on GET and HEAD; the journal shows what was sent all the same.
    const bare = body.length === 0 || method === 'GET' || method === 'HEAD'
    return new Request(target, { method, headers, ...(bare ? {} : { body }) })
  } catch {
    throw new RefusedRequest(/^(?:CONNECT|TRACE|TRACK)$/i.test(method) ? 405 : 400, 'bad-request')
  }
}
