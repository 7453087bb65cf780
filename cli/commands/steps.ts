import { defineCommand } from '../command.ts'

export default defineCommand({
  name: 'steps',
  summary: 'list and search the patterns that scenarios can use',
  usage: '[QUERY]',
  options: {},
  details: `
QUERY is words; patterns that hold all of them, in themselves or in their example, are shown.

  poligon steps zamówienie
  poligon steps --json`,
  async run(context) {
    const { json, positionals } = context
    const { findProject, listSteps } = await import('../../runs/index.ts')
    const words = positionals.flatMap((part) => part.toLowerCase().split(/\s+/))
    const found = (await listSteps(findProject())).filter(({ pattern, example }) => {
      const text = `${pattern} ${example}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    if (json) context.print(`${JSON.stringify(found)}\n`)
    else for (const { pattern, example } of found) context.print(`${pattern}\n    ${example}\n`)
    return found.length > 0 ? 0 : 1
  },
})
