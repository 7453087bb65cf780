import type { Redacted } from './redacted.ts'

/** Talk for people: goes to stderr, so that stdout holds data only. */
export interface Log {
  info(text: Redacted): void
  warn(text: Redacted): void
}

export function createLog(options: { quiet?: boolean; write?: (line: string) => void } = {}): Log {
  const write = options.write ?? ((line: string) => process.stderr.write(line))
  return {
    info: (text) => {
      if (!options.quiet) write(`${text}\n`)
    },
    warn: (text) => write(`warning: ${text}\n`),
  }
}
