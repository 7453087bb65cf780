import { createLog, systemClock } from 'poligon'
import { startEnvironment, type RunningEnvironment } from 'poligon/environments'

/**
 * How long it takes until both servers of an environment answer, with everything that is kept between starts
 * kept, and until they are gone again. `node --conditions=poligon-source bench/up.bench.ts`
 */
const rounds = 11
const database = (engine: 'mariadb' | 'postgres', version: string) => ({
  kind: 'database' as const,
  engine,
  version,
  aliases: [],
})
const environment = {
  environment: 1 as const,
  name: 'bench',
  systems: { shop: database('mariadb', '10.11'), erp: database('postgres', '15') },
}

console.log('| provider | up, ms: median | slowest | down, ms: median | goal for up, ms |')
console.log('|---|---|---|---|---|')
for (const [provider, goal] of [
  ['embedded', 250],
  ['docker', 1000],
] as const)
  await measure(provider, goal)

async function measure(provider: 'embedded' | 'docker', goal: number): Promise<void> {
  const [up, down]: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    const begin = systemClock.monotonic()
    const running = await started(provider)
    if (!running) return console.log(`| ${provider} | cannot be had here | | | ${goal} |`)
    const answered = systemClock.monotonic()
    await running[Symbol.asyncDispose]()
    // The first one makes what is kept.
    if (round === 0) continue
    up.push(answered - begin)
    down.push(systemClock.monotonic() - answered)
  }
  const [sorted, gone] = [up, down].map((times) => times.toSorted((a, b) => a - b))
  const middle = Math.floor(rounds / 2)
  console.log(
    `| ${provider} | ${sorted?.[middle]?.toFixed(0)} | ${sorted?.at(-1)?.toFixed(0)} | ${gone?.[middle]?.toFixed(0)} | ${goal} |`,
  )
}

async function started(provider: 'embedded' | 'docker'): Promise<RunningEnvironment | undefined> {
  return startEnvironment(environment, { provider, log: createLog({ quiet: true }) }).catch(
    () => undefined,
  )
}
