import { parseFault, type Fault } from './fault.ts'

/** A switch that every mock has, whatever its API: it changes the faults, never the state. */
export interface FaultSwitch {
  readonly describe: string
  readonly example: string
  /** @throws POLIGON_CONFIG when the argument is not understood. */
  apply(faults: Fault[], argument: string): void
}

export const faultSwitches: Readonly<Record<string, FaultSwitch>> = {
  fault: {
    describe:
      'The next requests fail: `503 x3`, `reset x1` (before the vendor acts), `lost x1` (after it acted), `latency 250ms`; without a count until `off`',
    example: '503 x1',
    apply(faults, argument) {
      if (argument === 'off') faults.length = 0
      else faults.push(parseFault(argument))
    },
  },
  outage: {
    describe: 'The next N requests are answered 503: `3`; `on` until `off`',
    example: '3',
    apply(faults, argument) {
      remove(faults, (fault) => fault.kind === 'status' && fault.status === 503)
      if (argument === 'off') return
      faults.push(parseFault(argument === 'on' ? '503' : `503 x${argument}`))
    },
  },
  slow: {
    describe: 'Every answer takes so much longer: `250ms`, `2s`; `off`',
    example: '250ms',
    apply(faults, argument) {
      remove(faults, (fault) => fault.kind === 'latency')
      if (argument !== 'off') faults.push(parseFault(`latency ${argument}`))
    },
  },
}

function remove(faults: Fault[], out: (fault: Fault) => boolean): void {
  faults.splice(0, faults.length, ...faults.filter((fault) => !out(fault)))
}
