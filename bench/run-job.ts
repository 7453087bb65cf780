import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from 'poligon'

/** What a job used of the machine: seconds, CPU seconds, and the most memory at a time in KiB. */
export interface Usage {
  readonly wall: number
  readonly cpu: number
  readonly rss: number
}

/** This process was begun by {@link runJob}. */
export const isJob = process.send !== undefined

/** Has a job done by a process of its own, so that what it uses is told apart from all else. */
export async function runJob<Figures extends Usage>(
  module: string | URL,
  job: object,
  flags?: readonly string[],
): Promise<Figures> {
  const child = fork(fileURLToPath(module), {
    env: childEnvironment(),
    ...(flags ? { execArgv: [...flags] } : {}),
  })
  child.send(job)
  const [figures] = (await once(child, 'message')) as [Figures]
  await once(child, 'exit')
  return figures
}

/** Does the job that this process was begun for, and answers with what it used and what `work` found. */
export function answerJob(work: (job: never) => Promise<object>): void {
  process.once('message', (job: unknown) => void answer(() => work(job as never)))
}

async function answer(work: () => Promise<object>): Promise<void> {
  const before = process.cpuUsage()
  const start = performance.now()
  const found = await work()
  const { user, system } = process.cpuUsage(before)
  const used: Usage = {
    wall: (performance.now() - start) / 1000,
    cpu: (user + system) / 1e6,
    rss: process.resourceUsage().maxRSS,
  }
  process.send?.({ ...found, ...used }, () => process.disconnect())
}
