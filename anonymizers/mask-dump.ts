import type { MaskDumpOptions } from './pipeline/mask-options.ts'
import type { MaskReport } from './pipeline/mask-report.ts'
import { openMasking } from './pipeline/masking.ts'
import { createOpenBulk } from './targets/open-bulk.ts'
import { planTarget } from './targets/target.ts'

/**
 * Masks a dump into a file or a stream. The target comes into being only when the whole source was
 * read and every column of it is covered, and a file gets its name only when it is complete.
 *
 * @throws POLIGON_SOURCE, POLIGON_TARGET, POLIGON_CONFIG, POLIGON_POLICY_*, POLIGON_DUMP_SYNTAX,
 *   POLIGON_VALUE (the last two with table, row and byte offset), and the signal's reason.
 */
export async function maskDump(options: MaskDumpOptions): Promise<MaskReport> {
  const plan = planTarget(options.target, options.stdout ?? process.stdout)
  const masking = await openMasking(options, (inputs) => plan.check(inputs))
  try {
    const target = await plan.open()
    const open = createOpenBulk()
    try {
      for await (const batch of masking.batches()) {
        await target.write(batch.bytes)
        open.follow(batch.segments)
      }
      options.signal?.throwIfAborted()
      await target.commit()
    } catch (failure) {
      await target.abort(Buffer.from(masking.dialect.breakOff(brokenOff, open.current())))
      throw failure
    }
    return masking.report(options.target)
  } finally {
    await masking[Symbol.asyncDispose]()
  }
}

/** Last words of a stream that could not be completed: a syntax error to psql and mysql. */
const brokenOff = '<<<poligon: masking stopped, this output is incomplete>>>'
