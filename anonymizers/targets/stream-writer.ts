import type { Writable } from 'node:stream'

/**
 * Writes to a stream and waits while it is full. `free` is called when the stream has done with `bytes`.
 *
 * @throws what the stream fails with.
 */
export async function writeTo(
  stream: Writable,
  bytes: Uint8Array,
  free: () => void = () => {},
): Promise<void> {
  if (stream.destroyed) throw stream.errored ?? closed()
  if (stream.write(bytes, (failure) => failure ?? free())) return
  await new Promise<void>((resolve, reject) => {
    const settle = (failure?: Error) => {
      stream.off('drain', settle).off('error', settle).off('close', settle)
      const error = failure ?? stream.errored
      if (error) reject(error)
      else if (stream.destroyed) reject(closed())
      else resolve()
    }
    stream.on('drain', settle).on('error', settle).on('close', settle)
  })
}

const closed = () => new Error('the stream was closed')
