import { setWorldConstructor, World, type IWorldOptions } from '@cucumber/cucumber'
import { systemClock } from '../core/clock.ts'
import { didYouMean } from '../core/closest.ts'
import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import {
  connectCalls,
  type CoordinatorCalls,
  type PlannedSystem,
  type SlotPlan,
} from '../runs/index.ts'
import type { KnownRecord } from './records.ts'
import { columnOf, nounIn, systemNamed, type KnownNoun } from './vocabulary.ts'
import { referenceSource } from './criteria.ts'

/** What `runs` hands to the worker threads. */
interface WorldParameters {
  /** Name of the channel to the coordinator. */
  readonly channel: string
}

const connections = new Map<string, CoordinatorCalls>()
const reference = new RegExp(referenceSource, 'g')

/** What the steps of one scenario share: its slot, by the coordinator, and its variables. */
export class PoligonWorld extends World<WorldParameters> {
  readonly calls: CoordinatorCalls
  readonly clock = systemClock
  readonly #variables = new Map<string, KnownRecord>()
  #plan: SlotPlan | undefined
  #prepared = 0
  /** What repeatable choices of this scenario derive from: its file and its name. */
  seed = ''

  constructor(options: IWorldOptions<WorldParameters>) {
    super(options)
    const { channel } = this.parameters
    // Cucumber's thread n works in slot n + 1.
    const slot = `slot-${Number(process.env['CUCUMBER_WORKER_ID'] ?? '0') + 1}`
    this.calls = connections.get(channel) ?? connectCalls(channel, slot)
    connections.set(channel, this.calls)
  }

  async open(seed: string): Promise<void> {
    this.seed = seed
    this.#plan = await this.calls.plan()
  }

  get systems(): readonly PlannedSystem[] {
    return this.#plan?.systems ?? []
  }

  system(word: string): PlannedSystem {
    return systemNamed(this.systems, word)
  }

  noun(system: string, word: string): KnownNoun {
    return nounIn(this.system(system), word)
  }

  remember(variable: string, record: KnownRecord): void {
    this.#variables.set(variable, record)
  }

  /** @throws POLIGON_CONFIG when no step gave the variable a record. */
  record(variable: string): KnownRecord {
    const record = this.#variables.get(variable)
    if (record) return record
    const known = [...this.#variables.keys()].map((one) => `$${one}`)
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`There is no variable ${name(`$${variable}`)} in this scenario.`,
      remedy: say`${didYouMean(`$${variable}`, known)}It has: ${names(known)}.`,
    })
  }

  /** Puts the values of variables where `text` says `$order.number`; `_` stands for a blank in a column's name. */
  fill(text: string): string {
    return text.replaceAll(reference, (found) => {
      const [variable = '', property] = found.slice(1).split('.')
      if (property === undefined) return found
      const record = this.record(variable)
      const { key } = columnOf(record.noun, property.replaceAll('_', ' '))
      return record.values[key] ?? ''
    })
  }

  /** A number that no other record of this scenario was prepared under. */
  nextNumber(): number {
    this.#prepared += 1
    return this.#prepared
  }
}

setWorldConstructor(PoligonWorld)
