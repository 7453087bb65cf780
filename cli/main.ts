import { exitCodes, PoligonError } from '../core/errors.ts'
import { interruptible } from '../core/interrupt.ts'
import { closest } from '../core/closest.ts'
import { holdKeyVariables } from '../core/key.ts'
import { createLog } from '../core/log.ts'
import { name, names, say } from '../core/redacted.ts'
import { productVersion } from '../core/version.ts'
import { parseArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { explain } from './explain.ts'
import { commandText, overviewText } from './help.ts'
import { projectFolder } from './project-folder.ts'
import { commands } from './registry.ts'

// A reader that has seen enough (`| head`) ends us quietly, unless a command waits for its data to arrive.
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (process.stdout.listenerCount('error') > 1) return
  if (failure.code === 'EPIPE') process.exit(0)
  process.stderr.write(`poligon: The output cannot be written (${failure.code ?? 'unknown'}).\n`)
  process.exit(exitCodes.usage)
})
// Nobody reads what we say any more: no reason to stop the work.
process.stderr.on('error', () => {})
holdKeyVariables(projectFolder())
process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args
  const wantsJson = rest.includes('--json')
  try {
    if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help') {
      const asked = rest.find((arg) => !arg.startsWith('-'))
      if (verb === 'help' && asked) return print(commandText(await find(asked)))
      return print(overviewText(await loadAll(), productVersion()))
    }
    if (verb === '--version' || verb === '-V') return print(`${productVersion()}\n`)
    return await run(await find(verb), rest)
  } catch (failure) {
    return complain(failure, wantsJson)
  }
}

async function run(command: Command, args: readonly string[]): Promise<number> {
  // Help is asked for by people whose other arguments are not right yet.
  const end = args.indexOf('--')
  if ((end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h'))
    return print(commandText(command))
  const { values, positionals } = parseArguments(command, args)
  const quiet = values['quiet'] === true
  return interruptible(
    (signal) =>
      command.run({
        positionals,
        values,
        signal,
        quiet,
        json: values['json'] === true,
        log: createLog({ quiet }),
        print,
      }),
    command.ownsInterrupts ? 'left alone' : 'aborts',
  )
}

async function find(verb: string): Promise<Command> {
  const load = Object.hasOwn(commands, verb) ? commands[verb] : undefined
  if (load) return (await load()).default
  const known = Object.keys(commands)
  const near = closest(verb, known)
  throw new PoligonError('POLIGON_USAGE', {
    what: say`There is no command ${name(verb)}.`,
    remedy: verb.startsWith('-')
      ? say`Options come after the command, as in \`poligon test ${name(verb)}\`.`
      : near
        ? say`Did you mean \`poligon ${name(near)}\`?`
        : say`The commands are ${names(known, 40)}.`,
  })
}

async function loadAll(): Promise<readonly Command[]> {
  const modules = await Promise.all(Object.values(commands).map((load) => load()))
  return modules.map((module) => module.default)
}

function complain(failure: unknown, json: boolean): number {
  const { code, text, exitCode } = explain(failure)
  process.stderr.write(
    json ? `${JSON.stringify({ error: { code, message: text } })}\n` : `poligon: ${text}\n`,
  )
  if (process.env['POLIGON_DEBUG']) console.error(failure)
  return exitCode
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}
