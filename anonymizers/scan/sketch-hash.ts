/** 32-bit FNV-1a over UTF-16 units, started from a key: to compare samples of one run, nothing else. */
export function keyedHash(text: string, key: number): number {
  let hash = (0x811c9dc5 ^ key) >>> 0
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d) >>> 0
  hash ^= hash >>> 12
  return hash >>> 0
}
