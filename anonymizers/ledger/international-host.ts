import { domainToASCII, domainToUnicode } from 'node:url'

const isPlain = (code: number) =>
  (code >= 0x30 && code <= 0x39) ||
  ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) ||
  code === 0x2e ||
  code === 0x2d
/** Longer names of hosts are none (RFC 1035, section 2.3.4), and letters beyond ASCII take more bytes. */
const longestHost = 512

/** The name of the host at `from` in letters where it is in Punycode (RFC 3492), and in Punycode where it has letters beyond ASCII; else undefined. */
export function hostInOtherForm(text: Uint8Array, from: number): Uint8Array | undefined {
  let isWide = false
  let to = from
  const end = Math.min(text.length, from + longestHost)
  for (; to < end; to++) {
    const code = text[to] as number
    if (code >= 0x80) isWide = true
    else if (!isPlain(code)) break
  }
  const host = Buffer.from(text.subarray(from, to))
    .toString()
    .replace(/[.-]+$/, '')
  const other = isWide ? domainToASCII(host) : /xn--/i.test(host) ? domainToUnicode(host) : ''
  return other === '' || other === host ? undefined : Buffer.from(other)
}
