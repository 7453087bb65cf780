import type { DryRun, DryRunOptions } from '../anonymizers/index.ts'
import type { CommandContext } from './command.ts'
import { isDatabase } from './is-database.ts'
import { textTable } from './table.ts'

/** Runs `mask --dry-run` and prints what it found; the exit code is that of what would stop the run. */
export async function showDryRun(
  options: DryRunOptions,
  target: string | undefined,
  { json, log, print }: CommandContext,
): Promise<number> {
  const file = target === undefined || isDatabase(target) ? {} : { target }
  const found = isDatabase(options.source)
    ? await (await import('../runs/index.ts')).dryRunDatabase({ ...options, ...file, log })
    : await (await import('../anonymizers/index.ts')).dryRun({ ...options, ...file })
  print(json ? `${JSON.stringify(found, undefined, 2)}\n` : dryRunText(found))
  return found.stops[0]?.exit ?? 0
}

/** A line for each column and path, tables apart; masks only, never an original. */
export function dryRunText({ tables, stops }: DryRun): string {
  const blocks = tables.map(({ table, rows, columns }) => {
    if (rows === 'left out') return `${table}  (its rows are left out)\n`
    const lines = columns.flatMap((one) => {
      switch (one.treatment) {
        case 'keep':
          return [['', one.column, 'keep', `(${one.reason})`]]
        case 'drop':
          return [['', one.column, 'drop', '']]
        case 'mask': {
          const whole = one.samples.find(({ part }) => part === '')
          const parts = one.samples.filter(({ part }) => part !== '')
          const none = parts.length === 0 ? '(nothing to mask in the first rows)' : ''
          return [
            ['', one.column, one.transformer, whole?.masks.map(plain).join(' | ') ?? none],
            ...parts.map(({ part, masks }) => ['', `  ${part}`, '', masks.map(plain).join(' | ')]),
          ]
        }
      }
    })
    return `${table}\n${textTable(lines)}`
  })
  const ends = stops.map(({ message }) => `The run would stop: ${message}\n`)
  return [...blocks, ...(ends.length > 0 ? ends : ['Nothing would stop the run.\n'])].join('\n')
}

// oxlint-disable-next-line no-control-regex -- a mask may not steer the terminal
const plain = (mask: string) => mask.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·')
