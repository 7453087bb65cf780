import { systemClock, type Clock } from './clock.ts'
import type { Redacted } from './redacted.ts'

/** How far a long piece of work has come. */
export interface Progress {
  /** `done` of `total` units so far; leave `total` out when it is not known. `at`: what is worked on now. */
  update(done: number, total?: number, at?: Redacted): void
  /** Wipes the bar from a terminal, or ends the series of lines. */
  end(): void
}

export type Unit = 'bytes' | 'items'

/**
 * A bar that redraws itself on a terminal, a line every five seconds elsewhere, nothing when quiet.
 * Goes to stderr.
 */
export function createProgress(
  label: Redacted,
  options: { quiet?: boolean; unit?: Unit; clock?: Clock; stream?: NodeJS.WriteStream } = {},
): Progress {
  const stream = options.stream ?? process.stderr
  const clock = options.clock ?? systemClock
  const unit = options.unit ?? 'bytes'
  const terminal = stream.isTTY && process.env['TERM'] !== 'dumb' && !options.quiet
  const interval = terminal ? 100 : 5000
  const start = clock.monotonic()
  let last = terminal ? -Infinity : start
  return {
    update(done, total, at) {
      const now = clock.monotonic()
      if (options.quiet || now - last < interval) return
      last = now
      const line = `${label} ${describe(done, total, unit, (now - start) / 1000)}${at === undefined ? '' : `, ${at}`}`
      stream.write(terminal ? `\r\x1b[2K${line.slice(0, (stream.columns || 80) - 1)}` : `${line}\n`)
    },
    end() {
      if (terminal) stream.write('\r\x1b[2K')
    },
  }
}

function describe(done: number, total: number | undefined, unit: Unit, seconds: number): string {
  const amount = (n: number) => (unit === 'bytes' ? `${(n / 1e6).toFixed(1)} MB` : String(n))
  const rate =
    seconds > 0.5 && unit === 'bytes' ? `, ${(done / 1e6 / seconds).toFixed(0)} MB/s` : ''
  if (!total) return `${amount(done)}${rate}`
  const part = Math.min(1, done / total)
  const left =
    seconds > 0.5 && part > 0 ? `, ${Math.ceil((seconds * (1 - part)) / part)} s left` : ''
  return `${'█'.repeat(Math.round(part * 20)).padEnd(20, '░')} ${Math.round(part * 100)} % of ${amount(total)}${rate}${left}`
}
