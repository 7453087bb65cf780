/** Latin letters, Greek and Cyrillic ones have their high byte in UTF-16 below that. */
const highBytes = 6

/** Text of ASCII and Latin letters in UTF-16 of either order, in UTF-8; undefined: it seems to be none. */
export function narrow(bytes: Uint8Array): Buffer | undefined {
  if (bytes.length < 12 || bytes.length % 2 !== 0) return undefined
  let [even, odd] = [0, 0]
  for (let i = 0; i < bytes.length; i += 2) {
    if ((bytes[i] as number) < highBytes) even++
    if ((bytes[i + 1] as number) < highBytes) odd++
  }
  if (Math.max(even, odd) * 3 < bytes.length / 2) return undefined
  const copy = Buffer.from(bytes)
  return Buffer.from((odd > even ? copy : copy.swap16()).toString('utf16le'))
}
