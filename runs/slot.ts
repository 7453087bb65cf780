import { join } from 'node:path'
import type { Clock } from '../core/clock.ts'
import type { Redactor } from '../core/contracts/detector.ts'
import { DisposalStack } from '../core/disposal.ts'
import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'
import { randomToken } from '../core/seed.ts'
import type {
  DatabaseAddress,
  Environment,
  RunningDatabase,
  RunningEnvironment,
  SubjectSpec,
} from '../environments/index.ts'
import type { RunningMocks } from '../mocks/index.ts'
import { openChannels, type Channels } from './channels.ts'
import { createExchangeFolder, type ExchangeFolder } from './exchange-folder.ts'
import { freePort } from './free-port.ts'
import type { Journal, Window } from './journal.ts'
import { tellOtherRows } from './other-rows.ts'
import type { Pack } from './pack.ts'
import { proveReset } from './prove-reset.ts'
import { slotVariables } from './slot-variables.ts'
import { createSubject, type Subject } from './subject.ts'
import type { Variables } from './variables.ts'
import { watchRows, type WatchedRows } from './watched-rows.ts'

/** What the slots of a run share. */
export interface SlotContext {
  readonly environment: Environment
  readonly running: RunningEnvironment
  readonly mocks: RunningMocks
  readonly packs: ReadonlyMap<string, Pack>
  readonly journal: Journal
  readonly clock: Clock
  readonly redact: Redactor
  /** The project. */
  readonly folder: string
  /** Where the slots' exchange folders are made. */
  readonly scratch: string
  readonly signal: AbortSignal
  /** Every reset is followed by a comparison with the template. */
  readonly verifyReset: boolean
}

/** One worker's whole copy of the environment. */
export interface Slot extends AsyncDisposable {
  readonly name: string
  readonly databases: ReadonlyMap<string, RunningDatabase>
  readonly folders: ReadonlyMap<string, ExchangeFolder>
  readonly subjects: ReadonlyMap<string, SlotSubject>
  /** From its subjects to its databases. */
  readonly channels: Channels
  readonly watched: readonly WatchedRows[]
  /** Tells the rows that changed since the template in tables that are not watched. */
  tellOtherRows(from: string): Promise<void>
  /**
   * Quiet, then as the template is, then with its subjects running.
   *
   * @param faults whether the scenario disturbs channels.
   */
  begin(window: Window, faults: boolean): Promise<void>
}

export interface SlotSubject {
  readonly spec: SubjectSpec
  readonly subject: Subject
  /** What its environment and its triggers may name; addresses are those of the scenario that runs. */
  readonly variables: Variables
}

/** How long a slot may take to become quiet before its subject is stopped all the same, in milliseconds. */
const quietLimit = 2000

export async function openSlot(slot: string, context: SlotContext): Promise<Slot> {
  const { environment, running, mocks, journal, clock, signal } = context
  const stack = new DisposalStack()
  const systems = Object.entries(environment.systems)
  const addresses = new Map<string, DatabaseAddress>()
  await Promise.all(
    [...running.databases].map(async ([system, database]) => {
      addresses.set(system, await database.copy(slot))
    }),
  )
  const folders = new Map(
    systems
      .filter(([, { kind }]) => kind === 'files')
      .map(([system]) => [system, createExchangeFolder(join(context.scratch, slot, system))]),
  )
  const channels = stack.use(
    openChannels({
      slot,
      databases: addresses,
      from: systems.flatMap(([system, { kind }]) => (kind === 'subject' ? system : [])).join(', '),
      sink: journal,
      clock,
    }),
  )
  const shared = {
    mocks: new Map(
      systems
        .filter(([, { kind }]) => kind === 'api')
        .map(([system]) => [system, mocks.url(slot, system)]),
    ),
    folders: new Map([...folders].map(([system, { folder }]) => [system, folder])),
  }
  const addressed = () => slotVariables({ ...shared, databases: channels.addresses() })
  const subjects = new Map<string, SlotSubject>()
  for (const [system, spec] of systems) {
    if (spec.kind !== 'subject') continue
    refuseUnsupported(system, spec)
    const variables = {
      ...addressed(),
      'self.port': String(await freePort()),
      'self.secret': randomToken(),
      'self.slot': slot,
    }
    const subject = createSubject({
      system,
      spec,
      slot,
      folder: context.folder,
      variables,
      sink: journal,
      clock,
      redact: context.redact,
    })
    subjects.set(system, { spec, subject: stack.use(subject), variables })
  }
  const watched = await Promise.all(
    [...running.databases].flatMap(([system, database]) => {
      const pack = context.packs.get(system)
      return pack ? [watchRows(slot, database, pack, journal)] : []
    }),
  )
  const all = [...subjects.values()].map(({ subject }) => subject)
  return {
    name: slot,
    databases: running.databases,
    folders,
    subjects,
    channels,
    watched,
    async tellOtherRows(from) {
      for (const [system, database] of running.databases) {
        const known = watched.find((rows) => rows.system === system)?.tables ?? []
        const changes = (await database.changes(slot)) ?? []
        tellOtherRows(changes, { slot, system, from, known, redact: context.redact }, journal)
      }
    },
    async begin(window, faults) {
      await Promise.all(all.map((subject) => subject.quiet(quietLimit, signal)))
      // A subject that polls would meet one database reset and the other one not yet; so that it
      // sees either all of the old state or all of the new one, it does not run in between.
      await Promise.all(all.map((subject) => subject.stop()))
      await channels.lay(faults ? 'proxies' : 'nothing')
      for (const { variables } of subjects.values()) Object.assign(variables, addressed())
      await Promise.all([
        ...[...running.databases.values()].map((database) => database.reset(slot)),
        ...[...folders.values()].map((folder) => folder.empty()),
        mocks.control.reset(slot),
      ])
      if (context.verifyReset) await proveReset(running.databases.values(), slot)
      for (const rows of watched) rows.forget()
      journal.open(slot, window)
      await Promise.all(all.map((subject) => subject.start(signal)))
    },
    [Symbol.asyncDispose]: () => stack.dispose(),
  }
}

function refuseUnsupported(system: string, spec: SubjectSpec): void {
  if (spec.instance === 'per-worker' && spec.clock === 'none') return
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`The subject ${name(system)} asks for ${name(spec.instance)} instances with clock ${name(spec.clock)}, which is not there yet.`,
    remedy: say`Declare \`instance: per-worker\` and \`clock: none\`.`,
  })
}
