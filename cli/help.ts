import { commonOptions, type Command, type CommandOption } from './command.ts'

export function overviewText(
  commands: readonly Pick<Command, 'name' | 'summary'>[],
  version: string,
): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return `poligon ${version}: integration testing on anonymized real data

Usage: poligon COMMAND [ARGUMENTS]

${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

poligon COMMAND --help tells more. The documentation starts in README.md.
`
}

export function commandText(command: Command): string {
  const rows = Object.entries({ ...command.options, ...commonOptions }).map(
    ([key, option]: [string, CommandOption]) => {
      const flag = `${option.short ? `-${option.short}, ` : '    '}--${key}${option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : ''}`
      return [flag, option.describe] as const
    },
  )
  const width = Math.max(...rows.map(([flag]) => flag.length))
  return `${command.summary}

Usage: poligon ${command.name}${command.usage ? ` ${command.usage}` : ''} [OPTIONS]

${rows.map(([flag, text]) => `  ${flag.padEnd(width)}  ${text}`).join('\n')}
${command.details ? `\n${command.details.trim()}\n` : ''}`
}
