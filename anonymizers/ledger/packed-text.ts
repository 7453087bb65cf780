import { isUtf8 } from 'node:buffer'
import type { Uncompressing } from './uncompressing.ts'
import { narrow } from './utf16.ts'

/** Shorter runs hold no value of six bytes. */
export const shortestRun = 8

/** For each byte of ASCII: its six bits in base 64, of either alphabet, else 255. */
const sixBits = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code).replace('-', '+').replace('_', '/')
  const bits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(sign)
  return bits < 0 ? 255 : bits
})
const isPacked = (code: number | undefined) =>
  code !== undefined && code < 0x80 && sixBits[code] !== 255

const hexadecimal = /^(?:0?x)?((?:[0-9a-fA-F]{2}){6,})$/

/**
 * The text that it is when it is compressed, and those that stand in it in base 64 or hexadecimal numbers, compressed
 * or not. Each must be looked at before the next one is asked for.
 *
 * @param uncompressing - one for a text and all that is packed in it.
 */
export function* packedTexts(
  bytes: Uint8Array,
  uncompressing: Uncompressing,
): Generator<Uint8Array> {
  yield* uncompressing.inside(bytes)
  for (let at = 0; at < bytes.length; at++) {
    if (!isPacked(bytes[at])) continue
    const from = at
    while (isPacked(bytes[at])) at++
    if (at - from < shortestRun) continue
    const asText = seemsText(bytes, from)
    const asNumber = isHexadecimal(bytes, from, at)
    const asCompressed = seemsCompressed(bytes, from, at)
    if (!asText && !asNumber && !asCompressed) continue
    // Lines of one text.
    for (let next = lineBreak(bytes, at); isPacked(bytes[next]); next = lineBreak(bytes, at)) {
      at = next
      while (isPacked(bytes[at])) at++
    }
    const run = Buffer.from(bytes.subarray(from, at)).toString('latin1').replace(/\s/g, '')
    const digits = hexadecimal.exec(run)?.[1]
    const numbered = digits === undefined ? undefined : Buffer.from(digits, 'hex')
    const letters = asText || asCompressed ? Buffer.from(run, 'base64') : undefined
    for (const found of [numbered, letters]) if (found) yield* uncompressing.inside(found)
    for (const found of [numbered, asText ? letters : undefined])
      for (const text of [found, found && narrow(found)])
        if (text && (isText(text) || (found === numbered && holdsText(text)))) yield text
  }
}

/** Behind a line break at `at`; `at` itself is none of a run. */
function lineBreak(bytes: Uint8Array, at: number): number {
  const next = bytes[at] === 0x0d ? at + 1 : at
  return bytes[next] === 0x0a ? next + 1 : at
}

/** By the first bytes: digits alone, with or without `x` before them. */
function isHexadecimal(bytes: Uint8Array, from: number, to: number): boolean {
  const start =
    (bytes[from] as number) === 0x78 ? from + 1 : bytes[from + 1] === 0x78 ? from + 2 : from
  if (to - start < 12) return false
  for (let i = start; i < start + 12; i++) {
    const code = bytes[i] as number
    if (!((code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66)))
      return false
  }
  return true
}

/** Gzip, zlib, zstd, zip and PDF in base 64, and zlib behind the four bytes of a length, as MySQL's COMPRESS writes it. */
const seemsCompressed = (bytes: Uint8Array, from: number, to: number): boolean =>
  to - from >= 24 &&
  /^(?:H4sI|KLUv|UEsD|JVBE|e[AFJN]|.{4}[A-P][HXn3](?:gB|he|ic|ja))/.test(
    Buffer.from(bytes.subarray(from, from + 8)).toString('latin1'),
  )

const head = new Uint8Array(5)

/** By the first five bytes of what base 64 at `from` holds, so that words are not unpacked in vain. */
function seemsText(bytes: Uint8Array, from: number): boolean {
  let bits = 0
  let count = 0
  let length = 0
  for (let i = from; length < head.length; i++) {
    bits = ((bits << 6) | (sixBits[bytes[i] as number] as number)) & 0xffff
    count += 6
    if (count < 8) continue
    count -= 8
    head[length++] = (bits >> count) & 0xff
  }
  for (let i = 0; i < head.length; i++) {
    const code = head[i] as number
    if (code < 0x80) {
      if (isStrange(code)) return false
      continue
    }
    if (code < 0xc2 || code > 0xf4) return false
    const more = code < 0xe0 ? 1 : code < 0xf0 ? 2 : 3
    for (let k = 1; k <= more && i + k < head.length; k++)
      if (((head[i + k] as number) & 0xc0) !== 0x80) return false
    i += more
  }
  return true
}

const isStrange = (code: number) =>
  (code < 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) || code === 0x7f

/** Six signs of ASCII or letters of two bytes in a row, in what is otherwise no text: a serialized object holds such. */
const holdsText = (bytes: Buffer): boolean =>
  /(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]){6}/.test(bytes.toString('latin1'))

/** Mostly signs that are written; a character may be cut at the end. */
function isText(bytes: Uint8Array): boolean {
  let strange = 0
  for (let i = 0; i < bytes.length; i++) if (isStrange(bytes[i] as number)) strange++
  if (strange * 20 > bytes.length) return false
  for (let cut = 0; cut < 4 && cut < bytes.length; cut++)
    if (isUtf8(bytes.subarray(0, bytes.length - cut))) return true
  return false
}
