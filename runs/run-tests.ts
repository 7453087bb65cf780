import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createRedactor } from '../anonymizers/index.ts'
import { systemClock } from '../core/clock.ts'
import type { RunRecord, SystemRecord } from '../core/contracts/run-record.ts'
import { DisposalStack } from '../core/disposal.ts'
import { PoligonError } from '../core/errors.ts'
import type { MaskingKey } from '../core/key.ts'
import type { Log } from '../core/log.ts'
import { name, names, say } from '../core/redacted.ts'
import { randomToken } from '../core/seed.ts'
import {
  loadEnvironment,
  startEnvironment,
  type Environment,
  type RunningEnvironment,
  type StartOptions,
} from '../environments/index.ts'
import { loadMocks, startMocks, type RunningMocks } from '../mocks/index.ts'
import {
  recordFromMessages,
  verdict,
  writeReport,
  type ReportFiles,
  type Verdict,
} from '../reports/index.ts'
import { serveCalls } from './call-channel.ts'
import { createCoordinator } from './coordinator.ts'
import { createJournal, type Journal } from './journal.ts'
import { readPack, type Pack } from './pack.ts'
import { environmentFile, type Project } from './project.ts'
import { runScenarios } from './run-cucumber.ts'
import { definitionsOf, stepLibrary } from './step-library.ts'
import { planScenarios, type Selection } from './scenario-plan.ts'
import { createScenarioTalk } from './scenario-talk.ts'
import { scratchFolder } from './scratch-folder.ts'
import { evidenceExpiry } from './retention/evidence-expiry.ts'
import { seedEnvironment } from './seed-environment.ts'
import { fillFromSnapshot } from './snapshots/fill-from-snapshot.ts'
import { checkFits, openSnapshot } from './snapshots/open-snapshot.ts'
import { openSlot, type Slot } from './slot.ts'

export interface TestOptions extends Selection {
  readonly project: Project
  /** Name or path; see {@link environmentFile}. */
  readonly environment?: string | undefined
  readonly provider: StartOptions['provider']
  /** For the `external` provider: URL by system. */
  readonly urls?: Readonly<Record<string, string>>
  /** Scenarios that run at the same time, each in a slot of its own. */
  readonly workers: number
  /** Name of a snapshot that fills the databases instead of the dumps; the key is not needed then. */
  readonly snapshot?: string | undefined
  /** Compares every database with its template after each reset; slow. Default: false. */
  readonly verifyReset?: boolean
  /** Folder for the run's folder; `reports/output` of the project when left out. */
  readonly output?: string
  /** Needed when the environment has seeds. */
  readonly key: () => MaskingKey
  readonly log: Log
  readonly quiet?: boolean
  readonly signal: AbortSignal
}

export interface TestResult {
  readonly record: RunRecord
  readonly verdict: Verdict
  /** Where the messages and the report are. */
  readonly folder: string
  readonly report: ReportFiles
}

/**
 * Runs scenarios: starts the environment once, fills it, opens a slot for every worker, runs, and
 * writes the report. Whatever was started is gone when this returns or throws.
 *
 * @throws POLIGON_NOTHING_RAN before anything is started when no scenario is selected; what the parts
 * throw; the signal's reason when it is aborted.
 */
export async function runTests(options: TestOptions): Promise<TestResult> {
  const { project, log, signal } = options
  // Whatever people can have written wrong is found before anything is started.
  const definitions = definitionsOf(await stepLibrary(project))
  const isStep = (text: string) => definitions.some(({ fits }) => fits(text))
  const disturbing = definitions.filter(({ faults }) => faults)
  const disturbs = (text: string) => disturbing.some(({ fits }) => fits(text))
  const plan = await planScenarios(project, options, isStep)
  const file = environmentFile(project, options.environment)
  const environment = loadEnvironment(file).value
  const packs = readPacks(environment, project)
  const apis = await mockApis(environment, project)
  const seeded = Object.values(environment.systems).some(
    (spec) => spec.kind === 'database' && spec.seed,
  )
  const snapshot =
    options.snapshot === undefined ? undefined : await openSnapshot(project, options.snapshot)
  if (snapshot) checkFits(snapshot, environment)
  const key = seeded && !snapshot ? options.key() : undefined
  const run = runName()
  const folder = resolve(project.root, options.output ?? join('reports', 'output'), run)
  makeFolder(folder)
  const messages = join(folder, 'messages.ndjson')
  await using stack = new DisposalStack()

  const running = stack.use(
    await startEnvironment(environment, {
      provider: options.provider,
      ...(options.urls ? { urls: options.urls } : {}),
      log,
      signal,
    }),
  )
  const data = snapshot
    ? await fillFromSnapshot(running, snapshot, log, signal)
    : key
      ? await seedEnvironment({ ...options, environment, running, key })
      : []
  for (const database of running.databases.values()) await database.freeze()

  const redact = createRedactor()
  const journal = createJournal(run, systemClock)
  const mocks = stack.use(
    await startMocks({
      apis,
      sink: journal,
      clock: systemClock,
      redactor: redact,
      caller: subjectNames(environment).join(', ') || 'unknown',
    }),
  )
  const scratch = scratchFolder('exchange folders of a test run')
  stack.add(() => scratch[Symbol.dispose]())
  const count = Math.max(1, Math.min(options.workers, plan.length))
  const slots = await openSlots(count, stack, {
    environment,
    running,
    mocks,
    packs,
    journal,
    clock: systemClock,
    redact,
    folder: project.root,
    scratch: scratch.folder,
    signal,
    verifyReset: options.verifyReset === true,
  })
  const channel = `poligon:${run}`
  const served = serveCalls(
    channel,
    createCoordinator({
      environment,
      packs,
      mocks,
      journal,
      slots,
      disturbs,
      folder: project.root,
      signal,
    }),
  )
  stack.add(() => served.close())

  log.info(
    say`${plan.length} ${name(plan.length === 1 ? 'scenario' : 'scenarios')} in ${count} ${name(count === 1 ? 'slot' : 'slots')}`,
  )
  await runScenarios({
    project,
    selection: options,
    workers: count,
    messages,
    parameters: { channel },
    onMessage: createScenarioTalk(log),
    signal,
  })
  const record = await recordFromMessages(
    messages,
    {
      run,
      environment: environment.name,
      provider: running.provider,
      systems: describeSystems(environment, running),
      notes: [...running.notes, ...unwatchedNotes(slots), egressNote],
      ...(data.length > 0 ? { data } : {}),
      ...(await evidenceExpiry(data, project, systemClock)),
    },
    project.root,
  )
  return { record, verdict: verdict(record), folder, report: await writeReport(record, folder) }
}

/** The guard is part of what a reader must know to trust a run. */
const egressNote =
  'Egress is not guarded: the subject is given addresses of mocks only, and nothing stops it from calling others.'

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    throw new PoligonError('POLIGON_TARGET', {
      what: say`The folder for the run, ${name(folder)}, cannot be made (${name((cause as NodeJS.ErrnoException).code ?? 'unknown')}).`,
      remedy: say`Name another place with ${name('--output')}.`,
      cause,
    })
  }
}

async function openSlots(
  count: number,
  stack: DisposalStack,
  context: Parameters<typeof openSlot>[1] & { mocks: RunningMocks; journal: Journal },
): Promise<ReadonlyMap<string, Slot>> {
  const slots = new Map<string, Slot>()
  for (let i = 1; i <= count; i++)
    slots.set(`slot-${i}`, stack.use(await openSlot(`slot-${i}`, context)))
  return slots
}

async function mockApis(environment: Environment, project: Project) {
  const wanted = Object.entries(environment.systems).flatMap(([system, spec]) =>
    spec.kind === 'api' ? [{ system, mock: spec.mock }] : [],
  )
  const apis = await loadMocks(
    wanted.map(({ mock }) => mock),
    project.root,
  )
  return wanted.flatMap(({ system }, i) => {
    const api = apis[i]
    return api ? [{ ...api, name: system }] : []
  })
}

function readPacks(environment: Environment, project: Project): ReadonlyMap<string, Pack> {
  return new Map(
    Object.entries(environment.systems).flatMap(([system, spec]) =>
      spec.kind === 'database' && spec.pack !== undefined
        ? [[system, readPack(join(project.root, spec.pack))] as const]
        : [],
    ),
  )
}

function subjectNames(environment: Environment): string[] {
  return Object.entries(environment.systems)
    .filter(([, { kind }]) => kind === 'subject')
    .map(([system]) => system)
}

function describeSystems(
  environment: Environment,
  running: RunningEnvironment,
): readonly SystemRecord[] {
  return Object.entries(environment.systems).map(([system, spec]): SystemRecord => {
    const server = running.databases.get(system)
    const detail = {
      database: () => (server ? `${server.family} ${server.serverVersion}` : ''),
      api: () => ('mock' in spec ? `mock ${spec.mock}` : ''),
      files: () => 'folder',
      subject: () => ('command' in spec ? spec.command.join(' ') : ''),
    }
    return { name: system, kind: spec.kind, detail: detail[spec.kind]() }
  })
}

function unwatchedNotes(slots: ReadonlyMap<string, Slot>): string[] {
  const [slot] = slots.values()
  return (slot?.watched ?? [])
    .filter(({ unwatched }) => unwatched.length > 0)
    .map(
      ({ system, unwatched }) =>
        say`Row changes of ${names(unwatched)} in ${name(system)} are not in the journal: too many rows.`,
    )
}

/** Sorts by time: `2026-11-23T09-14-05-3fa9c1`. */
function runName(): string {
  const time = new Date(systemClock.now()).toISOString().slice(0, 19).replaceAll(':', '-')
  return `${time}-${randomToken(24)}`
}
