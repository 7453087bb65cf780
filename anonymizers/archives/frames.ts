/** How much stands in one chunk of a custom archive. */
const frame = 64 * 1024

/**
 * Hands bytes on in chunks of one size, the last one shorter: packers give them in pieces whose sizes
 * depend on who waited for whom.
 */
export function createFrames(take: (chunk: Uint8Array) => Promise<void>) {
  const waiting = Buffer.alloc(frame)
  let used = 0
  return {
    async add(bytes: Uint8Array): Promise<void> {
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + frame - used)
        waiting.set(part, used)
        used += part.length
        at += part.length
        if (used === frame) await this.end()
      }
    },
    async end(): Promise<void> {
      if (used > 0) await take(waiting.subarray(0, used))
      used = 0
    },
  }
}
