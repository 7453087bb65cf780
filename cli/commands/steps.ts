import { closest, plainLetters } from '../../core/closest.ts'
import { name, say } from '../../core/redacted.ts'
import { defineCommand } from '../command.ts'

export default defineCommand({
  name: 'steps',
  summary: 'list and search the patterns that scenarios can use',
  usage: '[QUERY]',
  options: {},
  details: `
QUERY is words; patterns that hold all of them, in themselves or in their example, are shown. Accents
do not count. Exit code 1 when there is none.

  poligon steps zamówienie
  poligon steps --json`,
  async run(context) {
    const { json, log, positionals } = context
    const { findProject, listSteps } = await import('../../runs/index.ts')
    const words = positionals.flatMap((part) => plainLetters(part).split(/\s+/))
    const all = await listSteps(findProject())
    const found = all.filter(({ pattern, example }) => {
      const text = plainLetters(`${pattern} ${example}`)
      return words.every((word) => text.includes(word))
    })
    if (found.length === 0) {
      const known = all.flatMap(({ pattern, example }) => `${pattern} ${example}`.split(/[\s":]+/))
      const near = words.map((word) => closest(word, known) ?? word).join(' ')
      log.info(
        say`No pattern holds ${name(positionals.join(' '))}. ${near === words.join(' ') ? say`` : say`Did you mean ${name(near)}? `}\`poligon steps\` lists all ${all.length}.`,
      )
    }
    if (json) context.print(`${JSON.stringify(found)}\n`)
    else
      for (const { pattern, example } of found)
        context.print(example === '' ? `${pattern}\n` : `${pattern}\n    ${example}\n`)
    return found.length > 0 ? 0 : 1
  },
})
