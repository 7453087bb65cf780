import { loadKey } from '../../core/key.ts'
import { systemClock } from '../../core/clock.ts'
import { exitCodes, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { Snapshot } from '../../runs/index.ts'
import { defineCommand, type CommandContext } from '../command.ts'
import { providerOptions } from '../provider-options.ts'
import { textTable } from '../table.ts'
import { bringUp } from '../bring-up.ts'

export default defineCommand({
  name: 'snapshot',
  summary: 'keep masked copies of an environment that load without the dumps and without the key',
  usage:
    'save [ENVIRONMENT] | list | load NAME [ENVIRONMENT] | push NAME FOLDER | pull FOLDER [NAME] | prune',
  atMost: 3,
  options: {
    ...providerOptions,
    name: {
      type: 'string',
      value: 'NAME',
      describe: 'save: what the snapshot is called (default: the environment and the time)',
    },
    detach: {
      type: 'boolean',
      short: 'd',
      describe: 'load: give the terminal back; `poligon down` ends it',
    },
  },
  details: `
save masks the dumps that the environment names, searches the copies for originals, and keeps them with a manifest:
policies, id of the key, rows and masked columns by table, hashes of the files. It is the one that needs the key
and the dumps. When an original is left there is no snapshot (exit code 1).
load brings the environment up from one, as \`poligon up --snapshot NAME\` does; \`poligon test --snapshot NAME\` runs
scenarios on one. A snapshot without a manifest, with another file than was written, for another engine, or
whose time is over (exit code 3) is refused before anything starts.
push copies one into a folder that others can read, pull takes one from there, the newest one when it is not named;
each file is checked. prune removes those that may no longer be kept. Those of a project are in .poligon/snapshots.

  poligon snapshot save shop-erp --name monday
  poligon snapshot push monday /mnt/snapshots
  poligon snapshot pull /mnt/snapshots && poligon snapshot load monday shop-erp`,
  async run(context) {
    const [verb = '', first, second] = context.positionals
    switch (verb) {
      case 'save':
        if (second === undefined) return save(context, first)
        break
      case 'list':
        if (first === undefined) return list(context)
        break
      case 'load':
        if (first !== undefined) return bringUp(context, { snapshot: first, environment: second })
        break
      case 'push':
        if (first !== undefined && second !== undefined) return push(context, first, second)
        break
      case 'pull':
        if (first !== undefined) return pull(context, first, second)
        break
      case 'prune':
        if (first === undefined) return prune(context)
        break
    }
    throw new PoligonError('POLIGON_USAGE', {
      what: say`It is not understood what to do with snapshots.`,
      remedy: say`\`poligon snapshot --help\` shows the six ways.`,
    })
  },
})

async function save(context: CommandContext, wanted: string | undefined): Promise<number> {
  const { environmentFile, findProject, saveSnapshot } = await import('../../runs/index.ts')
  const { loadEnvironment } = await import('../../environments/index.ts')
  const { log, quiet, signal, values } = context
  const project = findProject()
  const environment = loadEnvironment(environmentFile(project, wanted)).value
  const called = values['name']
  const saved = await saveSnapshot({
    project,
    environment,
    key: loadKey(),
    log,
    quiet,
    signal,
    ...(typeof called === 'string' ? { name: called } : {}),
  })
  tell(context, [saved])
  return exitCodes.done
}

async function list(context: CommandContext): Promise<number> {
  const { findProject, listSnapshots } = await import('../../runs/index.ts')
  const found = await listSnapshots(findProject())
  if (found.length === 0 && !context.json)
    context.print('There are no snapshots; `poligon snapshot save` makes one.\n')
  else tell(context, found)
  return exitCodes.done
}

async function push(context: CommandContext, wanted: string, folder: string): Promise<number> {
  const { findProject, openSnapshot, pushSnapshot } = await import('../../runs/index.ts')
  const pushed = await pushSnapshot(await openSnapshot(findProject(), wanted), folder)
  tell(context, [pushed])
  return exitCodes.done
}

async function pull(
  context: CommandContext,
  folder: string,
  wanted: string | undefined,
): Promise<number> {
  const { findProject, listSnapshots, pullSnapshot } = await import('../../runs/index.ts')
  const project = findProject()
  const found = await listSnapshots(project, folder)
  const one = wanted === undefined ? found[0] : found.find((one) => one.name === wanted)
  if (!one)
    throw new PoligonError('POLIGON_SOURCE', {
      what:
        wanted === undefined
          ? say`There are no snapshots in ${name(folder)}.`
          : say`There is no snapshot ${name(wanted)} in ${name(folder)}.`,
      remedy: say`\`poligon snapshot push\` puts one there.`,
    })
  tell(context, [await pullSnapshot(one, project)])
  return exitCodes.done
}

async function prune(context: CommandContext): Promise<number> {
  const { findProject, pruneSnapshots } = await import('../../runs/index.ts')
  const removed = await pruneSnapshots(findProject(), systemClock)
  if (removed.length === 0 && !context.json) context.print('Nothing has expired.\n')
  else tell(context, removed)
  return exitCodes.done
}

function tell(context: CommandContext, snapshots: readonly Snapshot[]): void {
  if (context.json)
    return context.print(
      `${JSON.stringify({ snapshots: snapshots.map(({ name, folder, manifest }) => ({ name, folder, ...manifest })) })}\n`,
    )
  const rows = snapshots.map(({ name, manifest: { environment, created, expires, systems } }) => [
    name,
    environment,
    created.slice(0, 16).replace('T', ' '),
    expires?.slice(0, 10) ?? '',
    String(Object.values(systems).reduce((sum, { rows }) => sum + rows, 0)),
    (Object.values(systems).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1),
  ])
  context.print(textTable([['SNAPSHOT', 'ENVIRONMENT', 'CREATED', 'UNTIL', 'ROWS', 'MB'], ...rows]))
}
