import { describe, expect, it } from 'vitest'
import { parseArguments } from './arguments.ts'
import { defineCommand } from './command.ts'
import { commands } from './registry.ts'

const command = defineCommand({
  name: 'up',
  summary: 'bring up',
  usage: '[ENVIRONMENT]',
  atMost: 1,
  options: { provider: { type: 'string', describe: 'which' } },
  run: async () => 0,
})
const parse = (...args: string[]) => parseArguments(command, args)

describe('the arguments of a command', () => {
  it('are its options, those of every command, and so many words', () => {
    expect(parse('shop', '--provider', 'docker', '--json', '-q')).toEqual({
      positionals: ['shop'],
      values: { provider: 'docker', json: true, quiet: true },
    })
  })

  it.each([
    [['--provder', 'x'], /Unknown option '--provder'\. Did you mean --provider\?/],
    [['--quite'], /Did you mean --quiet\?/],
    [['--nothing-like-it'], /Unknown option[^?]*`poligon up --help`/],
    [['--provider'], /argument missing/],
    [
      ['shop', 'erp'],
      /does not know what to do with erp\. It is written `poligon up \[ENVIRONMENT\]`/,
    ],
  ])('are refused in one line that says what to write: %j', (args, message) => {
    expect(() => parse(...args)).toThrow(
      expect.objectContaining({
        code: 'POLIGON_USAGE',
        message: expect.stringMatching(message) as string,
      }),
    )
  })
})

describe('every command', () => {
  it.each(Object.entries(commands))(
    '%s refuses what it does not know, before it does anything',
    async (_, load) => {
      const { default: known } = await load()
      expect(() => parseArguments(known, ['--no-such-option'])).toThrow(/Unknown option/)
      if (known.atMost !== undefined)
        expect(() =>
          parseArguments(known, Array<string>((known.atMost ?? 0) + 1).fill('x')),
        ).toThrow(/is written/)
    },
  )
})
