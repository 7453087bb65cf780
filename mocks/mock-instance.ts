import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import type { MockApi, MockContext } from './api.ts'
import { HandlerIndex } from './handler-index.ts'
import type { Fault } from './policies/fault.ts'
import { faultSwitches } from './policies/switches.ts'

/** One API for one isolation key, from one reset to the next: its state, its handlers, its faults. */
export class MockInstance {
  readonly api: MockApi
  readonly context: MockContext<unknown>
  readonly faults: Fault[] = []
  #index: HandlerIndex | undefined

  constructor(api: MockApi, context: MockContext<unknown>) {
    this.api = api
    this.context = context
  }

  /** Built when the first request comes. */
  get index(): HandlerIndex {
    this.#index ??= new HandlerIndex(this.api.handlers(this.context))
    return this.#index
  }

  turn(switchName: string, argument: string): void {
    const { switches } = this.api
    if (Object.hasOwn(switches, switchName))
      return switches[switchName]!.apply(this.context.state, argument)
    if (Object.hasOwn(faultSwitches, switchName))
      return faultSwitches[switchName]!.apply(this.faults, argument)
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`The mock ${name(this.api.name)} has no switch ${name(switchName)}.`,
      remedy: say`It has ${names([...Object.keys(switches), ...Object.keys(faultSwitches)], 40)}.`,
    })
  }
}
