import type { ParseArgsConfig } from 'node:util'
import type { Log } from '../core/log.ts'

/** An option as people read about it in `--help`. Parsed by node:util's parseArgs. */
export interface CommandOption {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly multiple?: boolean
  /** What stands for the value in the help: `POLICY.yaml`. */
  readonly value?: string
  readonly describe: string
}

export interface CommandContext {
  readonly positionals: readonly string[]
  /** As declared by the command, plus `json` and `quiet`. */
  readonly values: Readonly<
    Record<string, string | boolean | readonly (string | boolean)[] | undefined>
  >
  readonly log: Log
  readonly json: boolean
  readonly quiet: boolean
  /** Aborted by Ctrl-C, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal
  /** Writes data to stdout, nothing else does. */
  readonly print: (text: string) => void
}

/** One verb of the command line: argument parsing and output only; the work is done elsewhere. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What follows the name: `SOURCE --policy POLICY.yaml --to TARGET`. */
  readonly usage: string
  readonly options: Readonly<Record<string, CommandOption>>
  /** Most arguments beside options; any number when left out. */
  readonly atMost?: number
  /** Ctrl-C is for the program that the command opens on the terminal; the command goes on. */
  readonly ownsInterrupts?: true
  /** Shown under the options; how it behaves, with an example that works. */
  readonly details?: string
  /** Returns the exit code; throws PoligonError for everything else. Loads heavy modules inside. */
  run(context: CommandContext): Promise<number>
}

export function defineCommand(command: Command): Command {
  return command
}

/** Options that every command has. */
export const commonOptions = {
  json: { type: 'boolean', describe: 'print the answer as JSON on stdout' },
  quiet: { type: 'boolean', short: 'q', describe: 'no progress and no talk on stderr' },
  help: { type: 'boolean', short: 'h', describe: 'show this help' },
} as const satisfies Record<string, CommandOption>

/** The options of `command` in the form parseArgs takes. */
export function parseOptions(command: Command): NonNullable<ParseArgsConfig['options']> {
  const all = { ...command.options, ...commonOptions }
  return Object.fromEntries(
    Object.entries(all).map(([key, option]: [string, CommandOption]) => [
      key,
      {
        type: option.type,
        ...(option.short === undefined ? {} : { short: option.short }),
        ...(option.multiple === undefined ? {} : { multiple: option.multiple }),
      },
    ]),
  )
}
