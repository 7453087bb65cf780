import { exitCodes, PoligonError } from '../core/errors.ts'
import { loadKey, type MaskingKey } from '../core/key.ts'
import { name, say } from '../core/redacted.ts'
import type { UpRecord } from '../environments/index.ts'
import type { Snapshot } from '../runs/index.ts'
import type { CommandContext } from './command.ts'
import { keyFromParent, startDetached, tellParent } from './detached.ts'
import { readProviderOptions } from './provider-options.ts'
import { runningStatus } from './status.ts'
import { textTable } from './table.ts'

/** What an environment that is brought up is filled with: a snapshot, or else its dumps, which needs the key. */
export interface Wanted {
  readonly environment: string | undefined
  readonly snapshot?: string | undefined
}

/** Brings an environment up and holds it until Ctrl-C, or in the background. */
export async function bringUp(context: CommandContext, wanted: Wanted): Promise<number> {
  const { checkFits, environmentFile, findProject, openSnapshot } = await import('../runs/index.ts')
  const { loadEnvironment, readRecords } = await import('../environments/index.ts')
  const project = findProject()
  const environment = loadEnvironment(environmentFile(project, wanted.environment)).value
  if (readRecords(project.root).some((record) => record.environment === environment.name))
    throw new PoligonError('POLIGON_USAGE', {
      what: say`${name(environment.name)} is up already.`,
      remedy: say`\`poligon status\` shows where; \`poligon down\` ends it.`,
    })
  const snapshot =
    wanted.snapshot === undefined ? undefined : await openSnapshot(project, wanted.snapshot)
  if (snapshot) await checkFits(snapshot, environment)
  const isMasked =
    !snapshot &&
    Object.values(environment.systems).some((spec) => spec.kind === 'database' && spec.seed)
  if (context.values['detach'] === true) {
    const code = await startDetached(isMasked ? loadKey() : undefined, context.signal)
    if (code !== 0) return code
    for (const record of readRecords(project.root))
      if (record.environment === environment.name) show(context, record)
    return exitCodes.done
  }
  const key = isMasked ? ((await keyFromParent()) ?? loadKey()) : undefined
  await holdUntilStopped(context, project, environment, { key, snapshot })
  return exitCodes.done
}

type Runs = typeof import('../runs/index.ts')
type Environments = typeof import('../environments/index.ts')

async function holdUntilStopped(
  context: CommandContext,
  project: ReturnType<Runs['findProject']>,
  environment: ReturnType<Environments['loadEnvironment']>['value'],
  content: { readonly key: MaskingKey | undefined; readonly snapshot: Snapshot | undefined },
): Promise<void> {
  const { holdUp, startEnvironment } = await import('../environments/index.ts')
  const { log, quiet, signal } = context
  await using running = await startEnvironment(environment, {
    ...readProviderOptions(context),
    log,
    signal,
  })
  const { fillFromSnapshot, seedEnvironment } = await import('../runs/index.ts')
  const { key, snapshot } = content
  if (snapshot) await fillFromSnapshot(running, snapshot, log, signal)
  else if (key) await seedEnvironment({ project, environment, running, key, log, quiet, signal })
  signal.throwIfAborted()
  await using held = await holdUp(running, project.root)
  if (!tellParent()) show(context, held.record)
  for (const note of held.record.notes) log.info(name(note))
  log.info(say`${name(environment.name)} is up; Ctrl-C takes it down.`)
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}

function show(context: CommandContext, record: UpRecord): void {
  if (context.json) return context.print(`${JSON.stringify(runningStatus(record))}\n`)
  const rows = record.systems.map(({ name, engine, url }) => [name, engine, url])
  context.print(textTable([['SYSTEM', 'ENGINE', 'URL'], ...rows]))
}
