import type { DumpPiece, EngineFamily, RowSource } from '../core/contracts/dump.ts'
import { PoligonError } from '../core/errors.ts'
import { names, say } from '../core/redacted.ts'
import type { MaskOptions } from './pipeline/mask-options.ts'
import type { MaskReport } from '../core/contracts/mask-report.ts'
import { familyOf, openMasking, type CheckTarget, type Masking } from './pipeline/masking.ts'
import { preflight, type Preflight } from './pipeline/preflight.ts'
import { piecesOf } from './pipeline/pieces.ts'

/** A masked dump as pieces for a Loader. To be read once, to its end or broken off; then disposed of. */
export interface MaskedPieces extends RowSource, AsyncDisposable {
  /**
   * Looks through the dump and fits the policy to it, if that has not happened yet, and tells what
   * kind of database it is for. Worth calling before a target is touched: it throws what
   * {@link maskDump} throws before it writes.
   */
  prepare(): Promise<EngineFamily>
  /** What decides about the pieces, as digests; undefined when the source cannot be read again. */
  facts(): Promise<Readonly<Record<string, string>> | undefined>
}

export interface MaskToPiecesOptions extends MaskOptions {
  /** What the report calls the target. Default: `database`. */
  readonly target?: string
  /** Called when the last piece has been taken. */
  readonly onReport?: (report: MaskReport) => void
}

/**
 * Masks a dump for a database. Nothing happens until {@link MaskedPieces.prepare} is called or the
 * first piece is asked for.
 *
 * @throws what {@link maskDump} throws, while the pieces are read.
 */
export function maskToPieces(options: MaskToPiecesOptions): MaskedPieces {
  let need: Preflight | undefined
  let opening: ReturnType<typeof openMasking> | undefined
  const open = () =>
    (opening ??= openOne(options, async (_inputs, source) => {
      need = await preflight(source, options, undefined, options.signal ?? never)
      options.onPreflight?.(need)
    }))

  async function* pieces(): AsyncGenerator<DumpPiece> {
    const masking = await open()
    try {
      const tables = new Map(masking.survey.tables.map((shape) => [shape.name, shape]))
      for await (const batch of masking.batches()) {
        yield* piecesOf(batch, masking.dialect, tables)
        masking.memory.give(batch.bytes)
      }
      options.onReport?.({
        ...masking.report(options.target ?? 'database'),
        ...(need ? { preflight: need } : {}),
      })
    } finally {
      await masking[Symbol.asyncDispose]()
    }
  }

  return {
    prepare: async () => familyOf(await open()),
    facts: async () => (await open()).facts,
    [Symbol.asyncIterator]: pieces,
    async [Symbol.asyncDispose]() {
      const masking = await opening?.catch(() => undefined)
      await masking?.[Symbol.asyncDispose]()
    },
  }
}

/** A target is one database. */
async function openOne(options: MaskOptions, check: CheckTarget): Promise<Masking> {
  const masking = await openMasking(options, check)
  if (masking.source.exchange) {
    await masking[Symbol.asyncDispose]()
    throw new PoligonError('POLIGON_TARGET', {
      what: say`Files of exchange do not go into a database.`,
      remedy: say`Name a folder or a file.`,
    })
  }
  const { databases } = masking.survey
  if (databases.length === 0) return masking
  await masking[Symbol.asyncDispose]()
  throw new PoligonError('POLIGON_TARGET', {
    what: say`The dump holds several databases (${names(databases)}), and the target is one.`,
    remedy: say`Mask it into a file, or take a dump of one database.`,
  })
}

const never = new AbortController().signal
