import {
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
  type ZlibOptions,
} from 'node:zlib'
import { codeOf } from '../../core/errors.ts'

/** In what other bytes are packed. */
export type Wrap = 'base64' | 'hex' | 'gzip' | 'zlib' | 'deflate' | 'zstd' | 'zip' | 'pdf'

export interface Unwrapped {
  /** From the outside inwards. */
  readonly wraps: readonly Wrap[]
  /** The text inside, cut short; empty where there is none that can be read. */
  readonly text: string
}

/** Of a value, and of what is unpacked from it: nobody has to be asked how long the rest is. */
const looked = 64 * 1024
const deepest = 3

/**
 * Looks into a value that packs others, its first 64 KB: base64 (RFC 4648), hexadecimal digits, gzip (RFC 1952),
 * zlib (RFC 1950; MySQL's COMPRESS too), deflate (RFC 1951), zstd (RFC 8878), zip (APPNOTE 4.3.7) and the texts of PDF (ISO 32000-1, 7.3.4.2).
 * Undefined when it packs nothing.
 */
export function unwrap(value: Uint8Array): Unwrapped | undefined {
  let bytes = Buffer.from(value.buffer, value.byteOffset, Math.min(value.length, looked))
  const wraps: Wrap[] = []
  for (let depth = 0; depth < deepest; depth++) {
    const found = opened(bytes)
    if (!found) break
    wraps.push(found.wrap)
    bytes = found.inside
  }
  return wraps.length === 0 ? undefined : { wraps, text: isText(bytes) ? bytes.toString() : '' }
}

/**
 * The text in gzip, zlib or zstd, its first `most` bytes, and of what is longer no more than its first 64 KB; undefined
 * for what is none of them.
 */
export function uncompressed(bytes: Buffer, most: number): Unpacked | undefined {
  const found = compressed(bytes, most)
  return found && isText(found.inside) ? found : undefined
}

interface Unpacked {
  readonly inside: Buffer
  /** Nothing of it was left out for its length. */
  readonly isWhole: boolean
}

interface Opened {
  readonly wrap: Wrap
  readonly inside: Buffer
}

function compressed(bytes: Buffer, most = looked): (Opened & Unpacked) | undefined {
  const magic = bytes.toString('latin1', 0, 4)
  if (magic.startsWith('\x1f\x8b')) return packed('gzip', gunzipSync, bytes, most)
  if (isZlib(bytes)) return packed('zlib', inflateSync, bytes, most)
  if (isZlib(bytes.subarray(4))) return packed('zlib', inflateSync, bytes.subarray(4), most)
  return magic === zstd ? packed('zstd', zstdDecompressSync, bytes, most) : undefined
}

function opened(bytes: Buffer): Opened | undefined {
  const magic = bytes.toString('latin1', 0, 6)
  if (magic.startsWith('PK\x03\x04')) return { wrap: 'zip', inside: zipText(bytes) }
  if (magic.startsWith('%PDF')) return { wrap: 'pdf', inside: pdfText(bytes) }
  const found = compressed(bytes)
  if (found) return found
  return isText(bytes) ? ofLetters(bytes) : bare(bytes)
}

type Unpack = (
  bytes: Buffer,
  options: Pick<ZlibOptions, 'finishFlush' | 'maxOutputLength'>,
) => Buffer

function packed(
  wrap: Wrap,
  unpack: Unpack,
  bytes: Buffer,
  most: number,
): (Opened & Unpacked) | undefined {
  const found = unpacked(unpack, bytes, most)
  return found && { wrap, ...found }
}

/** What was cut off is no error. Of what grows too much less is unpacked; undefined for bytes that only begin alike. */
function unpacked(unpack: Unpack, bytes: Buffer, most = looked): Unpacked | undefined {
  for (const size of [Math.max(most, looked), looked, 4096, 256])
    try {
      const maxOutputLength = Math.max(most, looked * 16)
      const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength }
      const inside = unpack(bytes.subarray(0, size), options)
      return {
        inside: inside.subarray(0, most),
        isWhole: size >= bytes.length && inside.length <= most,
      }
    } catch (failure) {
      if (codeOf(failure) !== 'ERR_BUFFER_TOO_LARGE') return undefined
    }
  return undefined
}

const isZlib = (bytes: Buffer): boolean =>
  bytes[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[1] ?? 0)

/** RFC 8878, 3.1.1. */
const zstd = '\x28\xb5\x2f\xfd'

/** Deflate (RFC 1951) begins with nothing that tells it: what comes out must be text. */
function bare(bytes: Buffer): Opened | undefined {
  const inside = unpacked(inflateRawSync, bytes)?.inside
  return inside && inside.length >= 16 && isText(inside) ? { wrap: 'deflate', inside } : undefined
}

function ofLetters(bytes: Buffer): Opened | undefined {
  if (bytes.length < 16 || !/^[\w+/=\\:;,. \r\n-]*$/.test(bytes.toString('latin1', 0, 64)))
    return undefined
  const text = bytes.toString('latin1').replace(/^data:[\w+./;=-]{0,100};base64,/, '')
  const hex = /^(?:\\x|0x)?((?:[0-9a-f]{2}){12,})$/i.exec(text)?.[1]
  if (hex !== undefined) return readable('hex', Buffer.from(hex, 'hex'))
  const letters = text.replaceAll(/[\r\n]/g, '')
  if (!/^[\w+/-]{16,}={0,2}$/.test(letters)) return undefined
  return readable('base64', Buffer.from(letters, 'base64'))
}

/** Words of one alphabet are decoded to anything: what comes out must be text, or packed again. */
function readable(wrap: Wrap, inside: Buffer): Opened | undefined {
  return inside.length >= 8 && (isText(inside) || isFile(inside)) ? { wrap, inside } : undefined
}

const isFile = (bytes: Buffer): boolean =>
  isZlib(bytes) ||
  ['\x1f\x8b', 'PK\x03\x04', '%PDF'].some((magic) => bytes.indexOf(magic, 0, 'latin1') === 0)

/** UTF-8 without control characters; its last letter may be cut. */
function isText(bytes: Buffer): boolean {
  const text = bytes.toString('utf8', 0, 4096)
  // oxlint-disable-next-line no-control-regex -- bytes that are no text
  return text !== '' && !/[\u0000-\u0008\u000e-\u001f]|\ufffd(?!\ufffd{0,2}$)/.test(text)
}

/** Names and contents of the first files: of office documents the text between tags. */
function zipText(bytes: Buffer): Buffer {
  const parts: string[] = []
  let length = 0
  for (let at = 0; at + 30 < bytes.length && length < looked;) {
    if (bytes.readUInt32LE(at) !== 0x04034b50) break
    const [method, size] = [bytes.readUInt16LE(at + 8), bytes.readUInt32LE(at + 18)]
    const nameEnd = at + 30 + bytes.readUInt16LE(at + 26)
    const from = nameEnd + bytes.readUInt16LE(at + 28)
    // A size that comes behind the content is not known here: the next file is looked for.
    const next = size > 0 ? from + size : bytes.indexOf('PK\x03\x04', from, 'latin1')
    const content = bytes.subarray(from, next > from ? next : undefined)
    const text =
      method === 0 ? content : (unpacked(inflateRawSync, content)?.inside ?? Buffer.alloc(0))
    parts.push(bytes.toString('utf8', at + 30, nameEnd))
    if (isText(text)) parts.push(text.toString().replaceAll(/<[^>]*>/g, ' '))
    length += text.length
    if (next <= from) break
    at = next
  }
  return Buffer.from(parts.join('\n')).subarray(0, looked)
}

/** Texts in brackets, of what is plain and of what is packed by zlib. */
function pdfText(bytes: Buffer): Buffer {
  const plain = bytes.toString('latin1')
  const streams = [...plain.matchAll(/stream\r?\n/g)].slice(0, 50).map(({ index, 0: mark }) => {
    const from = index + mark.length
    const to = plain.indexOf('endstream', from)
    return unpacked(inflateSync, bytes.subarray(from, to < 0 ? undefined : to))?.inside.toString(
      'latin1',
    )
  })
  const texts = [plain, ...streams].flatMap((part) =>
    [...(part ?? '').matchAll(/\(((?:[^()\\]|\\.){1,500})\)/g)].map(([, text = '']) => text),
  )
  const said = texts.join(' ').replaceAll(/\\([()\\])/g, '$1')
  return Buffer.from(said.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, ' ')).subarray(0, looked)
}
