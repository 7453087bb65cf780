import { open } from 'node:fs/promises'
import { blockSize } from './blocks.ts'

/** A file in blocks of {@link blockSize}. All come in the same memory: one is there until the next is asked for. */
export async function* fileBlocks(path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    const block = Buffer.allocUnsafeSlow(blockSize)
    for (;;) {
      const { bytesRead } = await file.read(block, 0, blockSize)
      if (bytesRead === 0) return
      yield block.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
