import type { Transform } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import { blockSize } from './blocks.ts'

/** What is unpacked at once, so that the result of one step fits into memory whatever is in it. */
const step = 64 * 1024

/**
 * Unpacks zstd (RFC 8878): all frames that follow each other, as `cat a.zst b.zst` and pzstd write them.
 * The decompressor of node:zlib stops behind the first frame and passes over the rest in silence.
 *
 * @throws the error of node:zlib when something is damaged, cut off or no frame.
 */
export async function* unpackZstd(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let engine = createZstdDecompress({ chunkSize: blockSize })
  try {
    for await (const chunk of chunks)
      for (let at = 0; at < chunk.length;) {
        const before = engine.bytesWritten
        const part = chunk.subarray(at, at + step)
        yield* await outputOf(engine, (done) => engine.write(part, done))
        const taken = engine.bytesWritten - before
        at += taken
        if (taken === part.length) continue
        engine.destroy()
        engine = createZstdDecompress({ chunkSize: blockSize })
      }
    yield* await outputOf(engine, () => engine.end())
  } finally {
    engine.destroy()
  }
}

/** What comes out until `work` is done, or until the engine has come to the end of its frame. */
async function outputOf(
  engine: Transform,
  work: (done: (failure?: Error | null) => void) => void,
): Promise<readonly Buffer[]> {
  const output: Buffer[] = []
  const collect = () => {
    for (let block: unknown; (block = engine.read()) !== null;) output.push(block as Buffer)
  }
  engine.on('readable', collect)
  try {
    await new Promise<void>((resolve, reject) => {
      const done = (failure?: Error | null) => (failure ? reject(failure) : resolve())
      engine.once('end', resolve).once('error', reject)
      work(done)
    })
    collect()
  } finally {
    engine.off('readable', collect).removeAllListeners('end').removeAllListeners('error')
    engine.on('error', () => {})
  }
  return output
}
