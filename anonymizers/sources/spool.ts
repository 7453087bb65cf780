import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { open, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { addAbortSignal, Readable } from 'node:stream'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { cacheFolder } from '../../core/folders.ts'
import { name, say } from '../../core/redacted.ts'
import { recordResource } from '../../core/resources.ts'
import { randomToken } from '../../core/seed.ts'
import { blockSize } from './blocks.ts'
import { redirectedFile } from './file-identity.ts'
import type { Stored } from './stored.ts'
import { unreadable } from './stored-file.ts'

const cipher = 'aes-256-ctr'
const cipherBlock = 16

/**
 * Keeps a stream that can be read only once, to read it again: in a file that only this user may open,
 * encrypted with a key that is nowhere but in memory. The file loses its name at once, so that the
 * system removes it with this process, however that ends.
 *
 * @throws POLIGON_SOURCE when the stream breaks.
 */
export async function spool(input: Readable, label: string, signal: AbortSignal): Promise<Stored> {
  const key = randomBytes(32)
  const start = randomBytes(cipherBlock)
  const file = await namelessFile()
  const encrypt = createCipheriv(cipher, key, start)
  let size = 0
  let full: unknown
  try {
    for await (const chunk of addAbortSignal(signal, input) as AsyncIterable<Buffer | string>) {
      const bytes = encrypt.update(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
      await file.writeFile(bytes).catch((cause: unknown) => {
        full = cause
        throw cause
      })
      size += bytes.length
    }
  } catch (failure) {
    await file.close()
    signal.throwIfAborted()
    // A stream of ours says best itself what happened.
    if (failure instanceof PoligonError) throw failure
    if (full === undefined) throw unreadable(label, failure)
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`What comes on stdin cannot be kept to read it twice (${codeOf(full)}).`,
      remedy: say`Make room in ${name(cacheFolder())}, or give the dump as a file.`,
      cause: full,
    })
  }
  return {
    label,
    size,
    identity: redirectedFile(input),
    open: (from = 0) => Readable.from(decrypted(file, key, start, from)),
    blocks: () => decrypted(file, key, start, 0),
    [Symbol.asyncDispose]: async () => {
      key.fill(0)
      await file.close()
    },
  }
}

/** The cipher counts its blocks, so that it can begin with any of them. */
async function* decrypted(
  file: FileHandle,
  key: Buffer,
  start: Buffer,
  from: number,
): AsyncGenerator<Buffer> {
  let behind = from % cipherBlock
  const first = BigInt(`0x${start.toString('hex')}`) + BigInt((from - behind) / cipherBlock)
  const counter = BigInt.asUintN(8 * cipherBlock, first).toString(16)
  const decipher = createDecipheriv(
    cipher,
    key,
    Buffer.from(counter.padStart(2 * cipherBlock, '0'), 'hex'),
  )
  for await (const block of contentOf(file, from - behind)) {
    yield decipher.update(block).subarray(behind)
    behind = 0
  }
}

/**
 * In the same memory all the time: one block is there until the next is asked for. Not a stream of the handle:
 * that one would close it when a reader stops early.
 */
async function* contentOf(file: FileHandle, from: number): AsyncGenerator<Buffer> {
  const block = Buffer.allocUnsafeSlow(blockSize)
  for (let position = from; ;) {
    const { bytesRead } = await file.read(block, 0, blockSize, position)
    if (bytesRead === 0) return
    yield block.subarray(0, bytesRead)
    position += bytesRead
  }
}

async function namelessFile(): Promise<FileHandle> {
  const path = join(cacheFolder('spool'), randomToken())
  const release = recordResource({ kind: 'file', address: path, label: 'spooled input' })
  const file = await open(path, 'wx+', 0o600)
  await unlink(path)
  release()
  return file
}
