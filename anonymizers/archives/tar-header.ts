/** Tar is made of blocks of this size. */
export const tarBlock = 512

export interface TarMember {
  readonly name: string
  readonly size: number
}

/**
 * The header of a file as pg_dump writes it. Format: POSIX.1-1988 ustar; PostgreSQL, src/port/tar.c
 * (tarCreateHeader), whose sizes above 8 GB are binary.
 */
export function tarHeader({ name, size }: TarMember): Buffer {
  const header = Buffer.alloc(tarBlock)
  const octal = (value: number, at: number, digits: number) =>
    header.write(`${value.toString(8).padStart(digits, '0')} `, at, 'latin1')
  header.write(name, 0, 100, 'latin1')
  octal(0o600, 100, 6)
  octal(0o4000, 108, 6)
  octal(0o2000, 116, 6)
  if (size < 8 ** 11) octal(size, 124, 11)
  else {
    header[124] = 0x80
    header.writeUIntBE(size, 130, 6)
  }
  octal(0, 136, 11)
  header.write('        0', 148, 'latin1')
  header.write('ustar\u000000', 257, 'latin1')
  header.write('postgres', 265, 'latin1')
  header.write('postgres', 297, 'latin1')
  octal(checksum(header), 148, 6)
  return header
}

/** Undefined when it is none of a plain file; the last blocks of an archive are zero. */
export function readTarHeader(header: Buffer): TarMember | undefined {
  const octal = (at: number, length: number) =>
    Number.parseInt(header.toString('latin1', at, at + length), 8)
  const isFile = header[156] === 0x30 || header[156] === 0
  if (header.length < tarBlock || octal(148, 8) !== checksum(header) || !isFile) return undefined
  const end = header.indexOf(0)
  const name = header.toString('latin1', 0, end < 0 || end > 100 ? 100 : end)
  const size = header[124] === 0x80 ? header.readUIntBE(130, 6) : octal(124, 12)
  return Number.isSafeInteger(size) && name !== '' ? { name, size } : undefined
}

/** Of all bytes, those of the checksum itself being blanks. */
function checksum(header: Buffer): number {
  let sum = 8 * 0x20
  for (let at = 0; at < header.length; at++) if (at < 148 || at >= 156) sum += header[at] as number
  return sum
}

/** How many bytes fill up the last block of a file. */
export const tarPadding = (size: number): number => (tarBlock - (size % tarBlock)) % tarBlock
