import { parseArgs } from 'node:util'
import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'
import { parseOptions, type Command, type CommandContext } from './command.ts'

/** @throws POLIGON_USAGE naming the option that was not understood. */
export function parseArguments(
  command: Command,
  args: readonly string[],
): Pick<CommandContext, 'positionals' | 'values'> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: parseOptions(command),
      allowPositionals: true,
      strict: true,
    })
    return { values, positionals }
  } catch (failure) {
    throw new PoligonError('POLIGON_USAGE', {
      what: say`${name(firstSentence((failure as Error).message))}.`,
      remedy: say`\`poligon ${name(command.name)} --help\` lists what it takes.`,
    })
  }
}

const firstSentence = (text: string) => text.split('. ')[0]?.replace(/\.$/, '') ?? text
