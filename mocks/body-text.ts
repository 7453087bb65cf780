import { isUtf8 } from 'node:buffer'

/** Bytes of a body that are kept; the rest is cut and the cut is said. */
export const bodyCap = 64 * 1024

/** A body as the journal keeps it: text up to {@link bodyCap}, anything else by its type and size. */
export function bodyText(body: Uint8Array, contentType: string | null | undefined): string {
  if (body.length === 0) return ''
  const kept = withoutHalfCharacter(body.subarray(0, bodyCap), body.length > bodyCap)
  if (!isUtf8(kept) || kept.includes(0))
    return `[${body.length} bytes of ${contentType?.split(';')[0] || 'unknown type'}]`
  const text = Buffer.from(kept.buffer, kept.byteOffset, kept.length).toString('utf8')
  return body.length > bodyCap ? `${text}[cut: ${kept.length} of ${body.length} bytes]` : text
}

/** A cut may have gone through a character: up to three bytes at the end are left out then. */
function withoutHalfCharacter(bytes: Uint8Array, cut: boolean): Uint8Array {
  if (!cut) return bytes
  let end = bytes.length
  while (end > 0 && end > bytes.length - 3 && (bytes[end - 1]! & 0xc0) === 0x80) end--
  return (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes
}
