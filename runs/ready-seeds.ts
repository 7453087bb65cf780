import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from '../core/child.ts'
import { PoligonError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { name, say } from '../core/redacted.ts'
import type { DatabaseSpec, Environment } from '../environments/index.ts'
import { checkPoliciesAgree } from './policies-agree.ts'
import { programOf } from './program.ts'
import type { Project } from './project.ts'

export interface ReadySeedsOptions {
  readonly project: Project
  readonly environment: Environment
  readonly log: Log
  readonly signal: AbortSignal
}

export type Seed = NonNullable<DatabaseSpec['seed']>

/**
 * The seeds of an environment by system, when their policies agree and their dumps are there. Dumps that
 * are missing are made; what makes them does not see the key.
 *
 * @throws POLIGON_SOURCE when a dump is missing and cannot be made.
 */
export async function readySeeds(options: ReadySeedsOptions): Promise<ReadonlyMap<string, Seed>> {
  const seeds = seedsOf(options.environment)
  await checkPoliciesAgree(
    [...seeds.values()].map(({ policy }) => join(options.project.root, policy)),
  )
  for (const [command, needed] of makers(options.project, seeds))
    await makeDumps(command, needed, options)
  return seeds
}

/** Databases that have a seed. */
export function seedsOf(environment: Environment): ReadonlyMap<string, Seed> {
  return new Map(
    Object.entries(environment.systems).flatMap(([system, spec]) =>
      spec.kind === 'database' && spec.seed ? [[system, spec.seed] as const] : [],
    ),
  )
}

/** Commands to run, each once, with the dumps that each has to make. */
function makers(
  project: Project,
  seeds: ReadonlyMap<string, Seed>,
): ReadonlyMap<string, readonly string[]> {
  const needed = new Map<string, string[]>()
  for (const { dump, make } of seeds.values()) {
    if (existsSync(join(project.root, dump))) continue
    if (!make)
      throw new PoligonError('POLIGON_SOURCE', {
        what: say`There is no dump ${name(dump)}.`,
        remedy: say`Put it there, or say in the environment file how it is made (\`seed.make\`).`,
      })
    const command = JSON.stringify(make)
    needed.set(command, [...(needed.get(command) ?? []), dump])
  }
  return needed
}

async function makeDumps(
  command: string,
  dumps: readonly string[],
  { project, log, signal }: ReadySeedsOptions,
): Promise<void> {
  const parts = JSON.parse(command) as string[]
  log.info(say`making the dumps with ${name(parts[0] ?? '')}`)
  const child = startChild({
    command: programOf(parts),
    folder: project.root,
    label: 'maker of dumps',
    onLine: (line, stream) => {
      if (stream === 'stderr') log.info(name(line))
    },
  })
  const stop = () => void child.stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const { code } = await child.exited
    signal.throwIfAborted()
    const missing = dumps.find((dump) => !existsSync(join(project.root, dump)))
    if (code === 0 && missing === undefined) return
    throw new PoligonError('POLIGON_SOURCE', {
      what:
        code === 0
          ? say`The command of \`seed.make\` did not make ${name(missing ?? '')}.`
          : say`The command of \`seed.make\` ended with exit code ${code ?? -1}.`,
      remedy: say`Run it by hand in the project's folder to see why.`,
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await child.stop()
  }
}
