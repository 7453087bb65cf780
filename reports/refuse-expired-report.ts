import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../core/clock.ts'
import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'

const recordSchema = z.object({ expires: z.iso.datetime() })

/**
 * For whatever shows the report of a run again.
 *
 * @throws POLIGON_EXPIRED when its record says that it may no longer be kept.
 */
export async function refuseExpiredReport(folder: string, clock: Clock): Promise<void> {
  const text = await readFile(join(folder, 'run.json'), 'utf8').catch(() => '{}')
  const { data } = recordSchema.safeParse(parsed(text))
  if (!data || Date.parse(data.expires) > clock.now()) return
  throw new PoligonError('POLIGON_EXPIRED', {
    what: say`The evidence in ${name(folder)} could be kept until ${name(data.expires.slice(0, 10))} only.`,
    remedy: say`Remove it: \`poligon prune\`.`,
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
