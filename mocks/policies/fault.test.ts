import { describe, expect, it } from 'vitest'
import { faultName, parseFault, takeStrike, type Fault } from './fault.ts'
import { faultSwitches } from './switches.ts'

const strikes = (faults: Fault[], times: number) =>
  Array.from({ length: times }, () => {
    const { fault, delay } = takeStrike(faults)
    return [fault ? faultName(fault) : 'none', delay]
  })

describe('a declared fault', () => {
  it('strikes as often as it says, then no more', () => {
    expect(strikes([parseFault('503 x2')], 3)).toEqual([
      ['503', 0],
      ['503', 0],
      ['none', 0],
    ])
  })

  it('without a count strikes always', () => {
    expect(strikes([parseFault('lost')], 2)).toEqual([
      ['lost', 0],
      ['lost', 0],
    ])
  })

  it('waits for the one declared before it, while a delay runs beside both', () => {
    const faults = ['503 x1', 'reset x1', 'latency 2s x1'].map(parseFault)
    expect(strikes(faults, 3)).toEqual([
      ['503', 2000],
      ['reset', 0],
      ['none', 0],
    ])
  })

  it.each(['', '200', '5033', 'latency', 'latency fast', 'reset x0', 'x3', '503 x-1'])(
    'refuses %j',
    (text) => expect(() => parseFault(text)).toThrow(/There is no fault/),
  )
})

describe('switches of every mock', () => {
  it.each(Object.entries(faultSwitches))('%s takes its example and `off`', (_, one) => {
    const faults: Fault[] = []
    one.apply(faults, one.example)
    expect(faults).toHaveLength(1)
    one.apply(faults, 'off')
    expect(faults).toEqual([])
  })

  it('outage and slow replace what they said before and leave each other alone', () => {
    const faults: Fault[] = []
    faultSwitches['slow']!.apply(faults, '1s')
    faultSwitches['outage']!.apply(faults, '3')
    faultSwitches['outage']!.apply(faults, '1')
    faultSwitches['slow']!.apply(faults, '2s')
    expect(strikes(faults, 2)).toEqual([
      ['503', 2000],
      ['none', 2000],
    ])
  })
})
