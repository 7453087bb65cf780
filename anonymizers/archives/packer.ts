import type { Duplex } from 'node:stream'
import { writeTo } from '../targets/stream-writer.ts'

/** Packs bytes and hands on what comes out. */
export interface Packer {
  /** `free` is called when nobody needs `bytes` any more. */
  write(bytes: Uint8Array, free?: () => void): Promise<void>
  /** What is packed is complete. */
  end(): Promise<void>
  destroy(): Promise<void>
}

/** Through `stream`, or as they are. `take` must be done with a chunk when its promise is. */
export function createPacker(
  stream: Duplex | undefined,
  take: (chunk: Uint8Array) => Promise<void>,
): Packer {
  if (!stream)
    return {
      async write(bytes, free) {
        await take(bytes)
        free?.()
      },
      end: async () => {},
      destroy: async () => {},
    }
  const flow = (async () => {
    for await (const chunk of stream as AsyncIterable<Buffer>) await take(chunk)
  })()
  flow.catch(() => {})
  return {
    write: (bytes, free) =>
      writeTo(stream, bytes, free).catch(async (cause: unknown) => {
        // What the chunks were not taken for says more than that the stream was closed for it.
        await flow
        throw cause
      }),
    async end() {
      stream.end()
      await flow
    },
    async destroy() {
      stream.destroy()
      await flow.catch(() => {})
    },
  }
}
