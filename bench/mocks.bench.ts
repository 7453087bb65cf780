import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { http, HttpResponse } from 'msw'
import { childEnvironment, systemClock } from 'poligon'
import { defineMock, startMocks } from 'poligon/mocks'

/**
 * CPU time of the server process per simple JSON request, user and system, bare node:http and mocks
 * with 1 and with 500 handlers (the last one matches, the journal is on). Prints a Markdown table.
 * `node --conditions=poligon-source bench/mocks.bench.ts`
 */
const kinds = ['bare node:http', 'mocks, 1 handler', 'mocks, 500 handlers'] as const
const warmUp = 2000
const measured = 8000
const rounds = 3

const kind = process.argv[2]
if (kind === undefined) await measureAll()
else await serve(kind)

async function measureAll(): Promise<void> {
  const rows: string[] = []
  for (const one of kinds) {
    const child = fork(fileURLToPath(import.meta.url), [one], { env: childEnvironment() })
    const url = String(((await once(child, 'message')) as unknown[])[0])
    await ask(url, warmUp)
    const figures: number[] = []
    for (let round = 0; round < rounds; round++) {
      const before = await cpu(child)
      await ask(url, measured)
      figures.push(((await cpu(child)) - before) / measured)
    }
    child.disconnect()
    const sorted = figures.toSorted((a, b) => a - b)
    rows.push(`| ${one} | ${sorted[1]!.toFixed(0)} | ${sorted[0]!.toFixed(0)} |`)
  }
  console.log('| server | CPU µs per request, median of 3 | best |\n|---|---|---|')
  console.log(rows.join('\n'))
}

/** Microseconds of CPU that the child has used. */
async function cpu(child: ChildProcess): Promise<number> {
  child.send('cpu')
  return Number(((await once(child, 'message')) as unknown[])[0])
}

async function ask(url: string, times: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  let left = times
  const one = () =>
    new Promise<void>((resolve, reject) => {
      request(url, { agent }, (response) => {
        response.resume().once('end', resolve)
      })
        .once('error', reject)
        .end()
    })
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (left-- > 0) await one()
    }),
  )
  agent.destroy()
}

async function serve(what: string): Promise<void> {
  const url = what === kinds[0] ? await bare() : await mocked(what === kinds[1] ? 1 : 500)
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.(user + system)
  })
  process.once('disconnect', () => process.exit())
  process.send?.(url)
}

async function bare(): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":7}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

async function mocked(handlers: number): Promise<string> {
  const origin = 'https://vendor.example'
  const api = defineMock({
    name: 'vendor',
    describe: 'many handlers',
    origin,
    protocol: 'http',
    initialState: () => ({}),
    handlers: () =>
      Array.from({ length: handlers }, (_, i) =>
        http.get(`${origin}/v1/resource-${i}/:id`, ({ params }) =>
          HttpResponse.json({ id: params['id'] }),
        ),
      ),
    switches: {},
  })
  const mocks = await startMocks({ apis: [api], clock: systemClock, sink: { observe() {} } })
  return `${mocks.url('one', 'vendor')}/v1/resource-${handlers - 1}/7`
}
