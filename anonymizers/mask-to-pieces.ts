import type { DumpPiece, EngineFamily, RowSource } from '../core/contracts/dump.ts'
import type { MaskOptions } from './pipeline/mask-options.ts'
import type { MaskReport } from './pipeline/mask-report.ts'
import { familyOf, openMasking } from './pipeline/masking.ts'
import { piecesOf } from './pipeline/pieces.ts'

/** A masked dump as pieces for a Loader. To be read once, to its end or broken off; then disposed of. */
export interface MaskedPieces extends RowSource, AsyncDisposable {
  /**
   * Looks through the dump and fits the policy to it, if that has not happened yet, and tells what
   * kind of database it is for. Worth calling before a target is touched: it throws what
   * {@link maskDump} throws before it writes.
   */
  prepare(): Promise<EngineFamily>
  /** Valid when the pieces have been read to their end. `target` is written into it. */
  report(target: string): MaskReport
}

/**
 * Masks a dump for a database. Nothing happens until {@link MaskedPieces.prepare} is called or the
 * first piece is asked for.
 *
 * @throws what {@link maskDump} throws, while the pieces are read.
 */
export function maskToPieces(options: MaskOptions): MaskedPieces {
  let opening: ReturnType<typeof openMasking> | undefined
  let report: ((target: string) => MaskReport) | undefined
  const open = () => (opening ??= openMasking(options))

  async function* pieces(): AsyncGenerator<DumpPiece> {
    const masking = await open()
    try {
      const tables = new Map(masking.survey.tables.map((shape) => [shape.name, shape]))
      for await (const batch of masking.batches()) yield* piecesOf(batch, masking.dialect, tables)
      report = (target) => masking.report(target)
    } finally {
      await masking[Symbol.asyncDispose]()
    }
  }

  return {
    prepare: async () => familyOf(await open()),
    report(target) {
      if (!report) throw new Error('the pieces have not been read to their end')
      return report(target)
    },
    [Symbol.asyncIterator]: pieces,
    async [Symbol.asyncDispose]() {
      const masking = await opening?.catch(() => undefined)
      await masking?.[Symbol.asyncDispose]()
    },
  }
}
