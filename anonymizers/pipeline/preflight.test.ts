import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inFolder } from '../mask-text.contract.ts'
import { openDumpSource, type DumpSource } from '../sources/dump-source.ts'
import { checkRoom, preflight, preflightText } from './preflight.ts'

const head = '-- MariaDB dump\nCREATE TABLE `t` (`c` text);\n'
const row = `INSERT INTO \`t\` VALUES ('${'abcdefgh'.repeat(64)}');\n`
const never = new AbortController().signal

async function need(file: string, target: string | undefined, bytes: number) {
  return inFolder(async (folder) => {
    const text = head + row.repeat(Math.ceil(bytes / row.length))
    const path = join(folder, file)
    writeFileSync(path, file.endsWith('.gz') ? gzipSync(text) : text)
    await using source = await openDumpSource(path, Readable.from([]), never)
    const found = await preflight(
      source,
      { source: path, jobs: 2 },
      target,
      never,
      async () => 10e6,
    )
    return { ...found, text: text.length }
  })
}

async function* blocks(bytes: number, onRead: (read: number) => void = () => {}) {
  const block = Buffer.alloc(1e6, row)
  for (let at = block.length; at <= bytes; at += block.length) {
    onRead(at)
    yield block
  }
}

describe('the preflight', () => {
  it('takes the size of a plain dump as it is, and that of its copy a little larger', async () => {
    const found = await need('a.sql', '/copies/b.sql', 20e6)
    expect(found.unpackedBytes).toBe(found.text)
    expect(found.targetBytes).toBeGreaterThan(found.text)
    expect(found.targetBytes).toBeLessThan(found.text * 1.3)
  })

  it('judges a packed dump by its beginning', async () => {
    const found = await need('a.sql.gz', '/copies/b.sql', 30e6)
    expect(found.unpackedBytes / found.text).toBeGreaterThan(0.5)
    expect(found.unpackedBytes / found.text).toBeLessThan(2)
    const packed = await need('a.sql.gz', '/copies/b.sql.gz', 30e6)
    expect(packed.targetBytes).toBeLessThan(packed.text / 10)
  })

  it('asks the disk for nothing when the copy goes into a stream or a database', async () => {
    const found = await need('a.sql', undefined, 1e6)
    expect(found.targetBytes).toBeUndefined()
    checkRoom(found, 'anything')
    expect(preflightText(found)).toMatch(/^Reads 2 MB, and takes about 151 MB of memory\.$/)
  })

  it('asks for more memory where originals are remembered, and for each thread', async () => {
    const found = await need('a.sql', undefined, 20e6)
    expect(found.memoryBytes).toBeGreaterThan(200e6)
    expect(found.memoryBytes).toBeLessThan(260e6)
  })

  it('stays near what runs took: 158 MB, and with 240 MB 187, 263 in two threads, 147 without looking', async () => {
    for (const [bytes, jobs, verify, peak] of [
      [61e6, 0, true, 158e6],
      [241e6, 0, true, 187e6],
      [241e6, 2, true, 263e6],
      [241e6, 0, false, 147e6],
    ] as const) {
      const read: DumpSource['read'] = (_signal, onRead) => blocks(bytes, onRead)
      const source = { size: bytes, read } as DumpSource
      const { memoryBytes } = await preflight(
        source,
        { source: 'x', jobs, verify },
        undefined,
        never,
      )
      expect(memoryBytes / peak).toBeGreaterThan(0.95)
      expect(memoryBytes / peak).toBeLessThan(1.15)
    }
  })

  it('refuses a disk that cannot hold the copy, in one sentence', async () => {
    const found = await need('a.sql', '/copies/b.sql', 20e6)
    expect(() => checkRoom(found, '/copies/b.sql')).toThrow(
      expect.objectContaining({
        code: 'POLIGON_TARGET',
        message: expect.stringMatching(
          /^The copy needs about \d+ MB, and \/copies has 10 MB left\. Make room/,
        ) as string,
      }),
    )
    checkRoom({ ...found, freeBytes: 100e6 }, '/copies/b.sql')
  })

  it('says that what can be read only once is kept meanwhile', async () => {
    await using source = await openDumpSource('-', Readable.from([Buffer.from(head + row)]), never)
    const found = await preflight(source, { source: '-' }, undefined, never)
    expect(found.spoolBytes).toBe(head.length + row.length)
    expect(preflightText(found)).toContain('keeps them encrypted on disk until it ends')
  })
})
