import { open } from 'node:fs/promises'

/** The first bytes of a file, at most `size`. */
export async function headOfFile(path: string, size: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(size)
    const { bytesRead } = await file.read(head, 0, size, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
