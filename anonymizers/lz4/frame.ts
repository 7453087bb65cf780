import { Transform, type TransformCallback } from 'node:stream'
import { DamagedLz4, mostPacked, packBlock, unpackBlock } from './block.ts'
import { Xxh32 } from './xxh32.ts'

export const lz4Magic = Buffer.from('04224d18', 'hex')

/** Matches reach back so far. */
const window = 65_536
const flags = {
  independent: 0x20,
  blockChecksum: 0x10,
  size: 0x08,
  checksum: 0x04,
  dictionary: 0x01,
}
const isStored = 0x8000_0000

interface Frame {
  readonly flags: number
  readonly most: number
  readonly checksum: Xxh32
  /** The bytes before the block, and behind them room for one. */
  readonly out: Buffer
  history: number
}

/**
 * Unpacks LZ4 frames that follow each other. Format: lz4_Frame_format.md of the LZ4 project, version 1.6;
 * dictionaries are not known.
 *
 * The stream fails with the code ERR_LZ4 when something is damaged or cut off.
 */
export function createLz4Unpack(): Transform {
  let waiting: Buffer = Buffer.alloc(0)
  let frame: Frame | undefined

  /** How many bytes of `waiting` were used; 0 when there are too few. */
  const step = (emit: (bytes: Buffer) => void): number => {
    if (!frame) {
      const length = headLength(waiting)
      if (length > 0) frame = readHead(waiting.subarray(0, length))
      return length
    }
    if (waiting.length < 4) return 0
    const size = waiting.readUInt32LE(0)
    if (size === 0) {
      const end = 4 + (frame.flags & flags.checksum ? 4 : 0)
      if (waiting.length < end) return 0
      if (end === 8 && waiting.readUInt32LE(4) !== frame.checksum.digest()) throw new DamagedLz4()
      frame = undefined
      return end
    }
    const length = size % isStored
    const end = 4 + length + (frame.flags & flags.blockChecksum ? 4 : 0)
    if (length > frame.most) throw new DamagedLz4()
    if (waiting.length < end) return 0
    const block = waiting.subarray(4, 4 + length)
    if (end > 4 + length && waiting.readUInt32LE(4 + length) !== new Xxh32().add(block).digest())
      throw new DamagedLz4()
    emit(unpackNext(frame, block, size >= isStored))
    return end
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      try {
        waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
        for (let used = 1; used > 0 && waiting.length > 0;) {
          used = step((bytes) => this.push(bytes))
          waiting = waiting.subarray(used)
        }
        done()
      } catch (failure) {
        done(failure as Error)
      }
    },
    flush(done) {
      done(frame || waiting.length > 0 ? new DamagedLz4() : null)
    },
  })
}

function headLength(bytes: Buffer): number {
  if (bytes.length < 7) return 0
  const written = bytes[4] as number
  const length = 7 + (written & flags.size ? 8 : 0) + (written & flags.dictionary ? 4 : 0)
  return bytes.length < length ? 0 : length
}

function readHead(head: Buffer): Frame {
  const written = head[4] as number
  const size = ((head[5] as number) >> 4) & 7
  const check = (new Xxh32().add(head.subarray(4, -1)).digest() >> 8) & 255
  const fits =
    head.subarray(0, 4).equals(lz4Magic) &&
    written >> 6 === 1 &&
    (written & flags.dictionary) === 0 &&
    size >= 4 &&
    check === head.at(-1)
  if (!fits) throw new DamagedLz4()
  const most = 1 << (8 + 2 * size)
  const out = Buffer.allocUnsafeSlow(window + most)
  return { flags: written, most, checksum: new Xxh32(), out, history: 0 }
}

function unpackNext(frame: Frame, block: Buffer, stored: boolean): Buffer {
  const { out, history, flags: written } = frame
  const room = out.subarray(0, history + frame.most)
  const end = stored ? history + block.copy(room, history) : unpackBlock(block, room, history)
  const bytes = Buffer.from(out.subarray(history, end))
  if (written & flags.checksum) frame.checksum.add(bytes)
  if (!(written & flags.independent)) {
    const from = Math.max(0, end - window)
    out.copyWithin(0, from, end)
    frame.history = end - from
  }
  return bytes
}

/** Packs into one LZ4 frame of independent blocks of 64 KB, without checksums. */
export function createLz4Pack(): Transform {
  let waiting: Buffer = Buffer.alloc(0)
  let begun = false
  const room = Buffer.allocUnsafeSlow(mostPacked(window))

  const blockOf = (bytes: Buffer): Buffer => {
    const length = packBlock(bytes, room)
    const stored = length >= bytes.length
    const head = Buffer.alloc(4)
    head.writeUInt32LE(stored ? bytes.length + isStored : length)
    return Buffer.concat([head, stored ? bytes : room.subarray(0, length)])
  }
  const head = (): Buffer => {
    if (begun) return Buffer.alloc(0)
    begun = true
    const descriptor = Buffer.of(0x40 | flags.independent, 0x40)
    const check = (new Xxh32().add(descriptor).digest() >> 8) & 255
    return Buffer.concat([lz4Magic, descriptor, Buffer.of(check)])
  }
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      waiting = Buffer.concat([waiting, chunk])
      const blocks = [head()]
      let from = 0
      for (; waiting.length - from >= window; from += window)
        blocks.push(blockOf(waiting.subarray(from, from + window)))
      waiting = waiting.subarray(from)
      done(null, Buffer.concat(blocks))
    },
    flush(done) {
      const last = waiting.length > 0 ? blockOf(waiting) : Buffer.alloc(0)
      done(null, Buffer.concat([head(), last, Buffer.alloc(4)]))
    },
  })
}
