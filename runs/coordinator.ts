import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import type { Environment } from '../environments/index.ts'
import type { RunningMocks } from '../mocks/index.ts'
import type { CoordinatorCalls, PlannedSystem, SlotPlan } from './coordinator-calls.ts'
import type { Journal } from './journal.ts'
import type { Pack } from './pack.ts'
import type { Slot, SlotSubject } from './slot.ts'
import { pull } from './trigger.ts'

export interface CoordinatorContext {
  readonly environment: Environment
  readonly packs: ReadonlyMap<string, Pack>
  readonly mocks: RunningMocks
  readonly journal: Journal
  readonly slots: ReadonlyMap<string, Slot>
  /** Whether a step of that text disturbs channels. */
  readonly disturbs: (step: string) => boolean
  readonly folder: string
  readonly signal: AbortSignal
}

/** How long the end of a scenario waits for a busy subject, in milliseconds. */
const farewell = 300

/** Does for each slot what its worker asks for. */
export function createCoordinator(context: CoordinatorContext): (slot: string) => CoordinatorCalls {
  const plan = planOf(context.environment, context.packs)
  const taken = new Map<string, string>()
  return (slotName) => {
    // An interrupted run answers every question with the interruption: all steps end at once.
    context.signal.throwIfAborted()
    const slot = context.slots.get(slotName)
    if (!slot) throw new Error(`there is no slot ${slotName}`)
    return callsOf(slot, plan, taken, context)
  }
}

function callsOf(
  slot: Slot,
  systems: readonly PlannedSystem[],
  taken: Map<string, string>,
  context: CoordinatorContext,
): CoordinatorCalls {
  const { journal, mocks, signal } = context
  const release = () => {
    for (const [key, holder] of taken) if (holder === slot.name) taken.delete(key)
  }
  const database = (system: string) => member(slot.databases, system, 'database')
  const look = async (system: string | undefined, from: string) => {
    const rows = slot.watched.filter((one) => system === undefined || one.system === system)
    await Promise.all(rows.map((one) => one.look(from)))
  }
  return {
    plan: async (): Promise<SlotPlan> => ({ slot: slot.name, systems }),
    async begin({ id, attempt, steps }) {
      release()
      await slot.begin({ scenario: id, attempt }, steps.some(context.disturbs))
    },
    async step(text) {
      journal.step(slot.name, text)
    },
    async end() {
      journal.step(slot.name, '')
      const subjects = [...slot.subjects.values()].map(({ subject }) => subject)
      // A subject that is about to fall over shows it now, in the scenario that made it fall.
      try {
        await Promise.all(subjects.map((subject) => subject.quiet(farewell, signal)))
        await look(undefined, writerOf(slot))
        await slot.tellOtherRows(writerOf(slot))
      } finally {
        slot.channels.recoverAll()
      }
      release()
      const problem = subjects.map((subject) => subject.crash()).find((crash) => crash)
      return { journal: journal.attachment(slot.name), ...(problem ? { problem } : {}) }
    },
    events: async () => journal.events(slot.name),
    look,
    query: async (system, sql, parameters) => database(system).query(slot.name, sql, parameters),
    baseline: async (system, noun) =>
      slot.watched.find((one) => one.system === system)?.baseline(noun),
    async take(system, noun, keys) {
      const free = keys.find((key) => !taken.has(`${system}/${noun}/${key}`))
      if (free !== undefined) taken.set(`${system}/${noun}/${free}`, slot.name)
      return free
    },
    async trigger(wanted, variables) {
      const [system, { spec, variables: own }] = ownerOf(slot, wanted)
      await pull(spec.triggers[wanted]!, {
        system,
        name: wanted,
        folder: context.folder,
        variables: { ...variables, ...own },
        signal,
        query: (target, statement) => database(target).query(slot.name, statement),
        tell: (to, key, summary) =>
          journal.observe({ slot: slot.name, from: 'scenario', to, kind: 'http', key, summary }),
      })
    },
    startSubject: async (system) => member(slot.subjects, system, 'subject').subject.start(signal),
    stopSubject: async (system) => member(slot.subjects, system, 'subject').subject.stop(),
    disturb: async (system, fault) => slot.channels.disturb(system, fault),
    recover: async (system) => slot.channels.recover(system),
    turn: (system, switchName, argument) =>
      mocks.control.turn(slot.name, system, switchName, argument),
    requests: async (system) =>
      (await mocks.control.requests(slot.name)).filter(({ api }) => api === system),
    async putFile(system, path, content) {
      await member(slot.folders, system, 'file exchange').put(path, content)
      journal.observe({
        slot: slot.name,
        from: 'scenario',
        to: system,
        kind: 'file',
        key: path,
        summary: say`${name(path)} put into ${name(system)} (${content.length} bytes)`,
      })
    },
    files: (system) => member(slot.folders, system, 'file exchange').list(),
    readFile: (system, path) => member(slot.folders, system, 'file exchange').read(path),
  }
}

/** Who changes rows when no step does: the subject, by its name when there is one. */
const writerOf = (slot: Slot) => [...slot.subjects.keys()].join(', ') || 'unknown'

function ownerOf(slot: Slot, trigger: string): [string, SlotSubject] {
  const owner = [...slot.subjects].find(([, { spec }]) => Object.hasOwn(spec.triggers, trigger))
  if (owner) return owner
  const known = [...slot.subjects.values()].flatMap(({ spec }) => Object.keys(spec.triggers))
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`No subject declares a trigger ${name(trigger)}.`,
    remedy: say`Take one of: ${names(known, 40)}.`,
  })
}

function member<T>(all: ReadonlyMap<string, T>, wanted: string, what: string): T {
  const found = all.get(wanted)
  if (found) return found
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`There is no ${name(what)} ${name(wanted)} in this environment.`,
    remedy: say`Take one of: ${names([...all.keys()])}.`,
  })
}

function planOf(
  environment: Environment,
  packs: ReadonlyMap<string, Pack>,
): readonly PlannedSystem[] {
  return Object.entries(environment.systems).map(([system, spec]): PlannedSystem => {
    const pack = packs.get(system)
    return {
      name: system,
      aliases: spec.aliases,
      kind: spec.kind,
      ...(spec.kind === 'database' ? { family: spec.engine } : {}),
      ...(pack ? { pack } : {}),
      ...(spec.kind === 'subject' ? { triggers: Object.keys(spec.triggers) } : {}),
    }
  })
}
