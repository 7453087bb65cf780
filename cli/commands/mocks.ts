import { systemClock } from '../../core/clock.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { defineCommand, type CommandContext } from '../command.ts'
import { projectFolder } from '../project-folder.ts'

/** The isolation key of a server that nobody's slots share. */
const slot = 'local'

export default defineCommand({
  name: 'mocks',
  summary: 'serve mocked APIs to any program, or list them',
  usage: 'serve [NAME…] | list',
  options: {
    port: { type: 'string', value: 'N', describe: 'serve: the port; a free one by default' },
  },
  details: `
serve starts the mocks by name, all of them when none is named, on 127.0.0.1 and prints where each
one answers, then a line for every request until Ctrl-C (exit 0). Point the program's base URL there:
  poligon mocks serve carrier vat-check --port 4010
With --json: one JSON object with the addresses, then one for every request.
list shows every mock with its switches: Poligon's own and those of the project's mocks/*.ts.
`,
  async run(context) {
    const [verb, ...rest] = context.positionals
    if (verb === 'serve') return serve(rest, context)
    if (verb === 'list' && rest.length === 0) return list(context)
    throw new PoligonError('POLIGON_USAGE', {
      what:
        verb === undefined
          ? say`mocks needs a verb.`
          : say`mocks does not understand ${name([verb, ...rest].join(' '))}.`,
      remedy: say`Write \`poligon mocks serve\` or \`poligon mocks list\`.`,
    })
  },
})

async function serve(wanted: readonly string[], context: CommandContext): Promise<number> {
  const { loadMocks, mockNames, startMocks } = await import('../../mocks/index.ts')
  const project = projectFolder()
  const apis = await loadMocks(wanted.length > 0 ? wanted : await mockNames(project), project)
  const { json, signal } = context
  const mocks = await startMocks({
    apis,
    slots: [slot],
    clock: systemClock,
    caller: 'local',
    port: portNumber(context.values['port']),
    sink: {
      observe: ({ to, summary, problem }) =>
        context.print(
          json
            ? `${JSON.stringify({ api: to, summary, ...(problem === undefined ? {} : { problem }) })}\n`
            : `${to}  ${summary}${problem === undefined ? '' : `  (${problem})`}\n`,
        ),
    },
  })
  try {
    const urls = Object.fromEntries(apis.map((api) => [api.name, mocks.url(slot, api.name)]))
    if (json) context.print(`${JSON.stringify({ mocks: urls, controlUrl: mocks.controlUrl })}\n`)
    else for (const [api, url] of Object.entries(urls)) context.print(`${api}  ${url}\n`)
    context.log.info(say`Serving until Ctrl-C.`)
    if (!signal.aborted)
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  } finally {
    await mocks[Symbol.asyncDispose]()
  }
  return 0
}

async function list(context: CommandContext): Promise<number> {
  const { faultSwitches, loadMocks, mockNames } = await import('../../mocks/index.ts')
  const project = projectFolder()
  const apis = await loadMocks(await mockNames(project), project)
  const rows = apis.map(({ name, describe, origin, protocol, switches }) => ({
    name,
    describe,
    origin,
    protocol,
    switches: Object.entries({ ...switches, ...faultSwitches }).map(
      ([switchName, { describe, example }]) => ({ name: switchName, describe, example }),
    ),
  }))
  if (context.json) {
    context.print(`${JSON.stringify({ mocks: rows }, null, 2)}\n`)
    return 0
  }
  for (const row of rows) {
    context.print(`${row.name}: ${row.describe}\n  in place of ${row.origin}\n`)
    for (const one of row.switches)
      context.print(`  ${one.name} (${one.example}): ${one.describe}\n`)
  }
  return 0
}

function portNumber(value: unknown): number {
  if (value === undefined) return 0
  if (typeof value === 'string' && /^\d{1,5}$/.test(value) && Number(value) <= 65_535)
    return Number(value)
  throw new PoligonError('POLIGON_USAGE', {
    what: say`--port takes a port number.`,
    remedy: say`Write a number from 0 to 65535, such as 4010.`,
  })
}
