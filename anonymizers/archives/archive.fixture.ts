import { deflateSync, zstdCompressSync } from 'node:zlib'
import { lz4Magic } from '../lz4/frame.ts'
import { integerBytes } from './toc-reader.ts'

export interface MadeEntry {
  readonly kind: string
  readonly tag: string
  readonly definition?: string
  readonly drop?: string
  readonly copy?: string
  /** What stands in the data block, before it is packed. */
  readonly data?: string
}

export interface MadeArchive {
  readonly version?: number
  readonly packing?: 'none' | 'gzip' | 'lz4' | 'zstd'
  /** Whether the contents say where the blocks are. Default: true. */
  readonly offsets?: boolean
  /** Whether the contents stand once more at the end, as pg_dump 16 leaves them. Default: false. */
  readonly contentsAgain?: boolean
  /** Whether the blocks lie in the opposite order. Default: false. */
  readonly backwards?: boolean
  /** Whether the texts are bytes, decoded as latin1. Default: false. */
  readonly bytes?: boolean
  readonly entries: readonly MadeEntry[]
}

const number = (value: number) => integerBytes(value, 4)

/** The contents of an archive: what comes first, and each entry without the place of its data. */
function contentsOf(made: MadeArchive, format: number) {
  const { version = 14, packing = 'gzip', entries } = made
  const text = (written: string | undefined) => textOf(written, made.bytes ? 'latin1' : 'utf8')
  const method = ['none', 'gzip', 'lz4', 'zstd'].indexOf(packing)
  const head = Buffer.concat([
    Buffer.from('PGDMP'),
    Buffer.from([1, version, 0, 4, 8, format]),
    version >= 15 ? Buffer.from([method]) : number(packing === 'none' ? 0 : -1),
    ...Array.from({ length: 7 }, () => number(1)),
    ...['shop', '15.1', '15.1'].map(text),
    number(entries.length),
  ])
  const contents = entries.map((entry, i) =>
    Buffer.concat([
      number(i + 1),
      number(entry.data === undefined ? 0 : 1),
      ...['0', '0', entry.tag, entry.kind].map(text),
      number(3),
      ...[entry.definition ?? '', entry.drop ?? '', entry.copy ?? '', 'public', undefined].map(
        text,
      ),
      ...(version >= 14 ? [text(undefined)] : []),
      ...(version >= 16 ? [number(0)] : []),
      ...['owner', 'false', undefined].map(text),
    ]),
  )
  return { head, contents }
}

function textOf(written: string | undefined, encoding: BufferEncoding): Buffer {
  if (written === undefined) return number(-1)
  const raw = Buffer.from(written, encoding)
  return Buffer.concat([number(raw.length), raw])
}

/** A directory archive, whose files are not packed: their names and what is in them. */
export function madeFolder(entries: readonly MadeEntry[]): ReadonlyMap<string, Buffer> {
  const { head, contents } = contentsOf({ packing: 'none', entries }, 5)
  const fileOf = ({ data }: MadeEntry, i: number) => (data === undefined ? '' : `${3000 + i}.dat`)
  const toc = contents.flatMap((entry, i) => [
    entry,
    textOf(fileOf(entries[i] as MadeEntry, i), 'utf8'),
  ])
  return new Map([
    ['toc.dat', Buffer.concat([head, ...toc])],
    ...entries.flatMap((entry, i) =>
      entry.data === undefined ? [] : [[fileOf(entry, i), Buffer.from(entry.data)] as const],
    ),
  ])
}

/** A custom archive as pg_dump would write it, so that tests can have what it never writes. */
export function madeArchive(made: MadeArchive): Buffer {
  const { packing = 'gzip', offsets = true, backwards = false, entries } = made
  const encoding = made.bytes ? 'latin1' : 'utf8'
  const { head, contents } = contentsOf(made, 1)
  const dataAt = head.length + contents.reduce((sum, { length }) => sum + length + 9, 0)
  const positions = new Map<number, number>()
  const blocks: Buffer[] = []
  let position = dataAt
  const numbered = entries.map((entry, i) => [entry, i] as const)
  for (const [{ data }, i] of backwards ? numbered.toReversed() : numbered) {
    if (data === undefined) continue
    const block = Buffer.concat([
      Buffer.of(1),
      number(i + 1),
      chunked(packed(Buffer.from(data, encoding), packing)),
    ])
    positions.set(i, position)
    position += block.length
    blocks.push(block)
  }
  const places = entries.map((_, i) => {
    const at = positions.get(i)
    const place = Buffer.alloc(9)
    place[0] = at === undefined ? 3 : offsets ? 2 : 1
    if (at !== undefined && offsets) place.writeUIntLE(at, 1, 6)
    return place
  })
  const listed = contents.flatMap((entry, i) => [entry, places[i] as Buffer])
  const again = made.contentsAgain ? [number(entries.length), ...listed] : []
  return Buffer.concat([head, ...listed, ...blocks, ...again])
}

function packed(data: Buffer, packing: MadeArchive['packing']): Buffer {
  if (packing === 'gzip') return deflateSync(data)
  if (packing === 'lz4') return storedInLz4(data)
  return packing === 'zstd' ? zstdCompressSync(data) : data
}

/** In chunks of odd lengths, and the 0 behind them. */
function chunked(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  const odd = bytes.length > 1e5 ? 65_537 : 7
  for (let at = 0; at < bytes.length; at += odd) {
    const part = bytes.subarray(at, at + odd)
    parts.push(number(part.length), part)
  }
  return Buffer.concat([...parts, number(0)])
}

/** A frame of one block that is not packed. */
function storedInLz4(data: Buffer): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(data.length + 0x8000_0000)
  return Buffer.concat([lz4Magic, Buffer.of(0x60, 0x40, 0x82), size, data, Buffer.alloc(4)])
}
