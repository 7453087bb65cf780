import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { recordResource } from '../../core/resources.ts'
import { randomToken } from '../../core/seed.ts'
import { compressions } from '../sources/compression.ts'
import { fileIdentity } from '../sources/file-identity.ts'
import { writeTo } from './stream-writer.ts'
import type { PlannedTarget, Target } from './target.ts'

/**
 * A file that comes to be as a whole: written under a temporary name beside it (mode 0600), renamed at
 * the end. It is on record until then: what a killed run left behind is removed by the next one.
 */
export function fileTarget(path: string): PlannedTarget {
  return {
    async check(inputs) {
      const folder = await stat(dirname(path)).catch(() => undefined)
      if (!folder?.isDirectory()) throw refused(path, say`its folder does not exist`)
      const present = await stat(path).catch(() => undefined)
      if (!present) return
      if (inputs.has(fileIdentity(present)))
        throw refused(path, say`it is the source, or a file of the policy`)
      if (!present.isFile()) throw refused(path, say`it is there and not a file`)
    },
    async open() {
      // Whoever finds it after a crash may stand in another folder.
      const temporary = resolve(`${path}.${randomToken(64)}.part`)
      const release = recordResource({ kind: 'file', address: temporary, label: 'masked dump' })
      const handle = await open(temporary, 'wx', 0o600).catch((cause: unknown) => {
        release()
        throw refused(path, say`it cannot be written (${codeOf(cause)})`, cause)
      })
      return writing(path, temporary, handle, release)
    },
  }
}

function writing(path: string, temporary: string, handle: FileHandle, release: () => void): Target {
  const sink = sinkOf(path, handle)
  const broken = (cause: unknown) =>
    refused(path, say`it cannot be written (${codeOf(cause)})`, cause)
  let open = true
  const close = async () => {
    if (open) await handle.close()
    open = false
  }
  return {
    write: (bytes, free) =>
      sink.write(bytes, free).catch((cause: unknown) => {
        throw broken(cause)
      }),
    async commit() {
      try {
        await sink.end()
        await handle.sync()
        await close()
        await rename(temporary, path)
      } catch (cause) {
        throw broken(cause)
      }
      release()
    },
    async abort() {
      await sink.destroy()
      await close().catch(() => {})
      await rm(temporary, { force: true }).catch(() => {})
      release()
    },
  }
}

interface Sink {
  write(bytes: Uint8Array, free?: () => void): Promise<void>
  end(): Promise<void>
  destroy(): Promise<void>
}

function sinkOf(path: string, handle: FileHandle): Sink {
  const compression = compressions.find(({ extension }) => path.endsWith(extension))
  if (!compression)
    return {
      write: async (bytes, free) => {
        await writeWhole(handle, bytes)
        free?.()
      },
      end: async () => {},
      destroy: async () => {},
    }
  const packer = compression.pack()
  const flow = writeAll(packer, handle)
  flow.catch(() => {})
  return {
    write: (bytes, free) =>
      writeTo(packer, bytes, free).catch(async (cause: unknown) => {
        // What the file failed with says more than that the packer was closed for it.
        await flow
        throw cause
      }),
    end: async () => {
      packer.end()
      await flow
    },
    destroy: async () => {
      packer.destroy()
      await flow.catch(() => {})
    },
  }
}

async function writeAll(packed: Readable, handle: FileHandle): Promise<void> {
  for await (const chunk of packed as AsyncIterable<Buffer>) await writeWhole(handle, chunk)
}

async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;)
    at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten
}

const refused = (path: string, why: ReturnType<typeof say>, cause?: unknown) =>
  new PoligonError('POLIGON_TARGET', {
    what: say`${name(path)} is refused as a target: ${why}.`,
    remedy: say`Name another file.`,
    cause,
  })
