import { pipeline, Readable, type Duplex } from 'node:stream'

/** `chunks` through `unpacker`, whose stream must be complete. @throws what `broken` makes of its error. */
export async function* unpacked(
  chunks: AsyncIterable<Buffer>,
  unpacker: Duplex | undefined,
  broken: (cause: unknown) => Error,
): AsyncGenerator<Buffer> {
  if (!unpacker) {
    yield* chunks
    return
  }
  const stream = pipeline(Readable.from(chunks), unpacker, () => {})
  try {
    for await (const block of stream as AsyncIterable<Buffer>) yield block
  } catch (failure) {
    const code = (failure as NodeJS.ErrnoException).code ?? ''
    throw /^(?:Z_|ZSTD_|ERR_ZSTD|ERR_BUFFER|ERR_LZ4)/.test(code) ? broken(failure) : failure
  }
}
