/** How many bytes are worked on at once. */
export const blockSize = 1024 * 1024

/** The same bytes in blocks of {@link blockSize}, the last one shorter, whatever the chunks were. */
export async function* inBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafeSlow(blockSize)
  let used = 0
  for await (const chunk of chunks) {
    if (used === 0 && chunk.length === blockSize) {
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
      continue
    }
    for (let at = 0; at < chunk.length;) {
      const count = Math.min(chunk.length - at, blockSize - used)
      block.set(chunk.subarray(at, at + count), used)
      used += count
      at += count
      if (used === blockSize) {
        yield block
        block = Buffer.allocUnsafeSlow(blockSize)
        used = 0
      }
    }
  }
  if (used > 0) yield block.subarray(0, used)
}
