import { When } from '@cucumber/cucumber'
import { StepFailure } from './step-failure.ts'
import type { PoligonWorld } from './world.ts'

async function trigger(this: PoligonWorld, name: string): Promise<void> {
  await this.calls.trigger(name, {})
}

async function notify(
  this: PoligonWorld,
  name: string,
  _noun: string,
  variable: string,
  times: number,
): Promise<void> {
  if (times < 1) throw new StepFailure('A notification has to arrive at least once.')
  const { noun, values } = this.record(variable)
  const known = Object.entries(values).map(([column, value]) => [
    `${noun.key}.${column}`,
    value ?? '',
  ])
  for (let sent = 0; sent < times; sent++)
    await this.calls.trigger(name, Object.fromEntries(known) as Record<string, string>)
}

async function stop(this: PoligonWorld, system: string): Promise<void> {
  await this.calls.stopSubject(this.system(system).name)
}

async function start(this: PoligonWorld, system: string): Promise<void> {
  await this.calls.startSubject(this.system(system).name)
}

When(
  'I trigger (the )synchronisation {string}',
  { wrapperOptions: { example: 'I trigger synchronisation "stock-diff"' } },
  trigger,
)
When(
  'wyzwalam synchronizację {string}',
  { wrapperOptions: { example: 'wyzwalam synchronizację "stock-diff"' } },
  trigger,
)
When(
  'notification {string} about {noun} {variable} arrives {int} time(s)',
  { wrapperOptions: { example: 'notification "payment" about order $order arrives 3 times' } },
  notify,
)
When(
  'powiadomienie {string} o {noun} {variable} przychodzi {int} raz/razy',
  { wrapperOptions: { example: 'powiadomienie "payment" o zamówieniu $zam przychodzi 3 razy' } },
  notify,
)
When('I stop system {system}', { wrapperOptions: { example: 'I stop system "hub"' } }, stop)
When(
  'zatrzymuję system {system}',
  { wrapperOptions: { example: 'zatrzymuję system "integracja"' } },
  stop,
)
When('I start system {system}', { wrapperOptions: { example: 'I start system "hub"' } }, start)
When(
  'uruchamiam system {system}',
  { wrapperOptions: { example: 'uruchamiam system "integracja"' } },
  start,
)
