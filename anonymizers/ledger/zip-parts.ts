import type { Inflated } from './inflated.ts'
import { mayBeCompressed } from './packings.ts'
import { narrow } from './utf16.ts'

/** Unpacks deflate; undefined when it is none, or when enough was unpacked. */
export type Inflate = (packed: Buffer, format: 'deflate' | 'zlib') => Inflated | undefined

/** APPNOTE.TXT of PKWARE, 4.3.7, 4.3.12 and 4.3.16. */
const localHeader = Buffer.from('PK\x03\x04', 'latin1')
const inDirectory = Buffer.from('PK\x01\x02', 'latin1')
const endOfDirectory = Buffer.from('PK\x05\x06', 'latin1')
const headerBytes = 30
const [stored, deflated] = [0, 8]
const [encrypted, sizesBehind] = [1, 8]
/** Larger ones, and how many there are, are told elsewhere (zip64). */
const unknownSize = 0xffffffff
const unknownCount = 0xffff

interface Member {
  readonly name: Buffer
  /** Undefined: it cannot be unpacked. */
  readonly content: Buffer | undefined
  readonly to: number
}

/**
 * The texts in a zip, so in an office document or a jar: of each member the content and, where it is XML, the text
 * between its tags; then the names. It goes by what the members begin with: deflate tells itself where it ends, so that nothing
 * depends on sizes and places that are said of it. A directory that lists another number of members, or none, is told.
 *
 * @param leave - called when there is something that was not looked into.
 */
export function* zipParts(bytes: Buffer, inflate: Inflate, leave: () => void): Generator<Buffer> {
  const names: Buffer[] = []
  let at = 0
  for (; at >= 0 && at + headerBytes <= bytes.length; at = bytes.indexOf(localHeader, at)) {
    const { name, content, to } = memberAt(bytes, at, inflate)
    names.push(name)
    at = to
    if (content === undefined) leave()
    else yield* readings(content)
  }
  if (names.length !== membersListed(bytes)) leave()
  yield Buffer.concat([...names.flatMap((name) => [name, newLine]), endOf(bytes)])
}

const newLine = Buffer.from('\n')

function memberAt(bytes: Buffer, at: number, inflate: Inflate): Member {
  const flags = bytes.readUInt16LE(at + 6)
  const method = bytes.readUInt16LE(at + 8)
  const size = bytes.readUInt32LE(at + 18)
  const nameEnd = at + headerBytes + bytes.readUInt16LE(at + 26)
  const from = nameEnd + bytes.readUInt16LE(at + 28)
  const name = bytes.subarray(at + headerBytes, nameEnd)
  const left = { name, content: undefined, to: at + headerBytes }
  if ((flags & encrypted) !== 0 || from > bytes.length) return left
  if (method === deflated) {
    const found = inflate(bytes.subarray(from), 'deflate')
    return found ? { name, content: found.inside, to: from + found.used } : left
  }
  if (method !== stored) return left
  const isTold = size !== unknownSize && !(size === 0 && (flags & sizesBehind) !== 0)
  const next = isTold ? from + size : nextOf(bytes, from)
  return next > bytes.length ? left : { name, content: bytes.subarray(from, next), to: next }
}

/** Where the next member begins, or else the directory. */
function nextOf(bytes: Buffer, from: number): number {
  const next = bytes.indexOf(localHeader, from)
  const directory = next < 0 ? bytes.indexOf(inDirectory, from) : next
  return directory < 0 ? Infinity : directory
}

/** The end of the directory, with a comment of no more than 64 KB. */
function endOf(bytes: Buffer): Buffer {
  const tail = bytes.subarray(-(65_536 + 22))
  const at = tail.lastIndexOf(endOfDirectory)
  return at < 0 || at + 22 > tail.length ? Buffer.alloc(0) : tail.subarray(at)
}

/** How many members the directory says that there are; undefined: there is none. */
function membersListed(bytes: Buffer): number | undefined {
  const end = endOf(bytes)
  if (end.length === 0) return undefined
  const count = end.readUInt16LE(10)
  if (count !== unknownCount) return count
  // Zip64 has its own end of the directory (4.3.14) before.
  const at = bytes.lastIndexOf(Buffer.from('PK\x06\x06', 'latin1'))
  return at < 0 || at + 40 > bytes.length ? undefined : Number(bytes.readBigUInt64LE(at + 32))
}

/** The content, as what it is read. */
function* readings(content: Buffer): Generator<Buffer> {
  yield content
  const wide = mayBeCompressed(content) ? undefined : narrow(content)
  if (wide) yield wide
  const text = wide ?? content
  const start = text.toString('latin1', 0, 16).replace(/^\xef\xbb\xbf/, '')
  if (start.trimStart().startsWith('<')) yield withoutTags(text)
}

/**
 * Office documents part a word wherever its form changes: `<w:t>Kowal</w:t></w:r><w:r><w:t>ski</w:t>`. What ends a
 * paragraph, a cell or a line parts words, other tags do not.
 */
function withoutTags(xml: Buffer): Buffer {
  const text = xml
    .toString('latin1')
    .replace(/<(?:\/?(?:\w+:)?(?:p|h|si|c|tc|td|tr|row|li|div|tab|br|cr|s)\b)[^<>]*>/g, ' ')
    .replace(/<[^<>]*>/g, '')
  return Buffer.from(text, 'latin1')
}
