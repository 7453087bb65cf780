import { crc32, deflateRawSync } from 'node:zlib'

/** How a member is written into a zip. */
export interface ZipMember {
  readonly name: string
  readonly content: Uint8Array | string
  readonly isStored?: boolean
  /** Checksum and sizes stand behind the content, as those write it who do not know them before. */
  readonly sizesBehind?: boolean
  /** What is said of its size, when it is not so. */
  readonly said?: number
  readonly isEncrypted?: boolean
  /** Instead of stored (0) or deflated (8). */
  readonly method?: number
}

/** A zip as APPNOTE.TXT has it. */
export function zipOf(members: readonly ZipMember[], comment = '', listed = members.length) {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, isStored, sizesBehind, said, isEncrypted, method } of members) {
    const plain = Buffer.from(content)
    const packed = isStored ? plain : deflateRawSync(plain)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE((isEncrypted ? 1 : 0) | (sizesBehind ? 8 : 0), 2)
    head.writeUInt16LE(method ?? (isStored ? 0 : 8), 4)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(plain), 0)
    sizes.writeUInt32LE(said ?? packed.length, 4)
    sizes.writeUInt32LE(said ?? plain.length, 8)
    if (!sizesBehind) sizes.copy(head, 10)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      head,
      Buffer.from(name),
      packed,
      ...(sizesBehind ? [Buffer.from('PK\x07\x08'), sizes] : []),
    ])
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    head.copy(entry, 6)
    sizes.copy(entry, 16)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(offset, 42)
    directory.push(entry, Buffer.from(name))
    locals.push(local)
    offset += local.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(listed, 8)
  end.writeUInt16LE(listed, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([...locals, ...directory, end, Buffer.from(comment)])
}

/** What Word writes, in the least that it takes. */
export const docxOf = (paragraph: string) =>
  zipOf([
    { name: '[Content_Types].xml', content: '<?xml version="1.0"?><Types/>' },
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0"?><w:document><w:body><w:p>${paragraph}</w:p></w:body></w:document>`,
    },
  ])
