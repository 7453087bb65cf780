import { parseArgs } from 'node:util'
import { didYouMean } from '../core/closest.ts'
import { PoligonError } from '../core/errors.ts'
import { name, say, type Redacted } from '../core/redacted.ts'
import { commonOptions, parseOptions, type Command, type CommandContext } from './command.ts'

/** @throws POLIGON_USAGE naming the option or the argument that was not understood. */
export function parseArguments(
  command: Command,
  args: readonly string[],
): Pick<CommandContext, 'positionals' | 'values'> {
  const { values, positionals } = parsed(command, args)
  const extra = positionals[command.atMost ?? Infinity]
  if (extra !== undefined)
    throw new PoligonError('POLIGON_USAGE', {
      what: say`${name(command.name)} does not know what to do with ${name(extra)}.`,
      remedy: say`It is written \`poligon ${name(command.name)}${name(command.usage ? ` ${command.usage}` : '')}\`.`,
    })
  return { values, positionals }
}

function parsed(command: Command, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: parseOptions(command),
      allowPositionals: true,
      strict: true,
    })
  } catch (failure) {
    const { message } = failure as Error
    throw new PoligonError('POLIGON_USAGE', {
      what: say`${name(firstSentence(message))}.`,
      remedy: say`${meantOption(command, message)}\`poligon ${name(command.name)} --help\` lists what it takes.`,
    })
  }
}

function meantOption(command: Command, message: string): Redacted {
  const unknown = /^Unknown option '(--[^']+)'/.exec(message)?.[1]
  const known = Object.keys({ ...command.options, ...commonOptions }).map((key) => `--${key}`)
  return unknown === undefined ? say`` : didYouMean(unknown, known)
}

const firstSentence = (text: string) => text.split(/\. |\n/)[0]?.replace(/\.$/, '') ?? text
