/** The bytes at hand end before what is read does. */
export class CutShort extends Error {}

/** What is read cannot be part of an archive. */
export class NotAnArchive extends Error {
  readonly at: number

  constructor(at: number) {
    super('not part of an archive')
    this.at = at
  }
}

/**
 * Numbers and texts as pg_dump's archives write them: an integer is a sign byte and `intSize` bytes, the
 * lowest first; a text is its length and its bytes, none at all being -1. Format: PostgreSQL,
 * src/bin/pg_dump/pg_backup_archiver.c, ReadInt and ReadStr.
 */
export class TocReader {
  readonly bytes: Buffer
  at: number
  intSize = 4

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  byte(): number {
    const code = this.bytes[this.at]
    if (code === undefined) throw new CutShort()
    this.at++
    return code
  }

  take(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw new CutShort()
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  integer(): number {
    const start = this.at
    const sign = this.byte()
    if (sign > 1) throw new NotAnArchive(start)
    const value = this.take(this.intSize).readUIntLE(0, this.intSize)
    return sign === 1 ? -value : value
  }

  /** Its bytes as latin1: the encoding is known later. */
  text(): string | undefined {
    const start = this.at
    const length = this.integer()
    if (length < -1 || length > longestText) throw new NotAnArchive(start)
    if (length < 0) return undefined
    return this.take(length).toString('latin1')
  }
}

/** No definition of a database object comes near it. */
const longestText = 256 * 1024 * 1024

/** An integer as {@link TocReader.integer} reads it. */
export function integerBytes(value: number, intSize: number): Buffer {
  const bytes = Buffer.alloc(intSize + 1)
  bytes[0] = value < 0 ? 1 : 0
  bytes.writeUIntLE(Math.abs(value), 1, intSize)
  return bytes
}
