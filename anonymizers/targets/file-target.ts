import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { Checkpoint } from '../resume/checkpoint.ts'
import type { Claim } from '../resume/claim.ts'
import { compressions } from '../sources/compression.ts'
import { fileIdentity } from '../sources/file-identity.ts'
import { createPackedParts, type PackedParts } from './packed-parts.ts'
import { openPart, type PartFile } from './part-file.ts'
import type { Target } from './target.ts'

/** @throws POLIGON_TARGET when the file could not be written, or is among the inputs. */
export async function checkFile(path: string, inputs: ReadonlySet<string>): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined)
  if (!folder?.isDirectory()) throw refused(path, say`its folder does not exist`)
  const present = await stat(path).catch(() => undefined)
  if (!present) return
  if (inputs.has(fileIdentity(present)))
    throw refused(path, say`it is the source, or a file of the policy`)
  if (!present.isFile()) throw refused(path, say`it is there and not a file`)
}

/**
 * A file that comes to be as a whole: written beside its place (mode 0600), renamed at the end.
 *
 * @throws POLIGON_TARGET
 */
export async function openFileTarget(
  path: string,
  { part }: Claim,
  from: Checkpoint | undefined,
): Promise<Target> {
  const broken = (cause: unknown) =>
    cause instanceof PoligonError
      ? cause
      : refused(path, say`it cannot be written (${codeOf(cause)})`, cause)
  const file = await openPart(part, from).catch((cause: unknown) => {
    throw broken(cause)
  })
  const sink = sinkOf(path, file)
  const noted = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (cause) {
      throw broken(cause)
    }
  }
  return {
    write: (bytes, free) => noted(() => sink.write(bytes, free)),
    cut: () =>
      noted(async () => {
        await sink.cut()
        return file.cut()
      }),
    commit: () =>
      noted(async () => {
        // What nothing was written to is still a file that can be unpacked.
        if (file.position === 0) await sink.write(new Uint8Array())
        await sink.cut()
        await file.complete(path)
      }),
    async abort() {
      await sink.destroy()
      await file.close()
    },
  }
}

function sinkOf(path: string, file: PartFile): PackedParts {
  const compression = compressions.find(({ extension }) => path.endsWith(extension))
  if (compression)
    return createPackedParts(
      () => compression.pack(),
      (bytes) => file.put(bytes),
    )
  return {
    write: async (bytes, free) => {
      await file.put(bytes)
      free?.()
    },
    cut: async () => {},
    destroy: async () => {},
  }
}

const refused = (path: string, why: ReturnType<typeof say>, cause?: unknown) =>
  new PoligonError('POLIGON_TARGET', {
    what: say`${name(path)} is refused as a target: ${why}.`,
    remedy: say`Name another file.`,
    cause,
  })
