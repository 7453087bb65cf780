import { crc32, deflateRawSync } from 'node:zlib'

/** The files in a zip archive (APPNOTE 4.3.7), without its directory: what reads from the front needs none. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, text]) => {
    const content = deflateRawSync(text)
    const head = Buffer.alloc(30)
    head.write('PK\x03\x04', 'latin1')
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(text), 14)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt32LE(Buffer.byteLength(text), 22)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    return [head, Buffer.from(name), content]
  })
  return Buffer.concat(parts)
}
