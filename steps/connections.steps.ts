import { Given, When } from '@cucumber/cucumber'
import type { ChannelFault } from '../environments/index.ts'
import { StepFailure } from './step-failure.ts'
import type { PoligonWorld } from './world.ts'

async function disturb(world: PoligonWorld, system: string, fault: ChannelFault): Promise<void> {
  await world.calls.disturb(world.system(system).name, fault)
}

async function cut(this: PoligonWorld, system: string): Promise<void> {
  await disturb(this, system, { kind: 'cut' })
}

async function reset(this: PoligonWorld, system: string, afterBytes: number): Promise<void> {
  await disturb(this, system, { kind: 'reset', afterBytes })
}

async function latency(this: PoligonWorld, system: string, milliseconds: number): Promise<void> {
  await disturb(this, system, { kind: 'latency', milliseconds })
}

async function bandwidth(
  this: PoligonWorld,
  system: string,
  bytesPerSecond: number,
): Promise<void> {
  if (bytesPerSecond < 1)
    throw new StepFailure('A connection that passes nothing is cut: say that it is.')
  await disturb(this, system, { kind: 'bandwidth', bytesPerSecond })
}

async function recover(this: PoligonWorld, system: string): Promise<void> {
  await this.calls.recover(this.system(system).name)
}

Given(
  'the connection to( system) {system} is cut',
  { wrapperOptions: { example: 'the connection to "erp" is cut', faults: true } },
  cut,
)
Given(
  'połączenie z( systemem) {system} jest zerwane',
  { wrapperOptions: { example: 'połączenie z "ERP" jest zerwane', faults: true } },
  cut,
)
Given(
  'the connection to( system) {system} is reset after {size}',
  { wrapperOptions: { example: 'the connection to "erp" is reset after 10 kB', faults: true } },
  reset,
)
Given(
  'połączenie z( systemem) {system} jest resetowane po {size}',
  { wrapperOptions: { example: 'połączenie z "ERP" jest resetowane po 10 kB', faults: true } },
  reset,
)
Given(
  'the connection to( system) {system} answers with {duration} of latency',
  {
    wrapperOptions: {
      example: 'the connection to "erp" answers with 500 ms of latency',
      faults: true,
    },
  },
  latency,
)
Given(
  'połączenie z( systemem) {system} odpowiada z opóźnieniem {duration}',
  {
    wrapperOptions: {
      example: 'połączenie z "ERP" odpowiada z opóźnieniem 500 ms',
      faults: true,
    },
  },
  latency,
)
Given(
  'the connection to( system) {system} passes {size} per second',
  { wrapperOptions: { example: 'the connection to "erp" passes 64 kB per second', faults: true } },
  bandwidth,
)
Given(
  'połączenie z( systemem) {system} przepuszcza {size} na sekundę',
  {
    wrapperOptions: {
      example: 'połączenie z "ERP" przepuszcza 64 kB na sekundę',
      faults: true,
    },
  },
  bandwidth,
)
When(
  'the connection to( system) {system} is back',
  { wrapperOptions: { example: 'the connection to "erp" is back' } },
  recover,
)
When(
  'połączenie z( systemem) {system} wraca',
  { wrapperOptions: { example: 'połączenie z "ERP" wraca' } },
  recover,
)
