import type { Duplex } from 'node:stream'
import { writeTo } from '../targets/stream-writer.ts'

/** Packs bytes and hands on what comes out. */
export interface Packer {
  write(bytes: Uint8Array): Promise<void>
  /** What is packed is complete. */
  end(): Promise<void>
  destroy(): Promise<void>
}

/** Through `stream`, or as they are. `take` must be done with a chunk when its promise is. */
export function createPacker(
  stream: Duplex | undefined,
  take: (chunk: Uint8Array) => Promise<void>,
): Packer {
  if (!stream) return { write: take, end: async () => {}, destroy: async () => {} }
  const flow = (async () => {
    for await (const chunk of stream as AsyncIterable<Buffer>) await take(chunk)
  })()
  flow.catch(() => {})
  return {
    async write(bytes) {
      await writeTo(stream, bytes)
    },
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
