import { describe, expect, it } from 'vitest'
import { silenceLines } from './silence.ts'
import { StepFailure, waitMessage } from './step-failure.ts'

const difference = {
  system: 'erp',
  subject: 'order',
  field: 'gross',
  expected: '162,88 zł',
  actual: '162.89',
}
const event = (t: number, from: string, to: string, problem?: string) => ({
  v: 1 as const,
  t,
  seq: t,
  run: 'r',
  slot: 'slot-1',
  scenario: 's',
  attempt: 0,
  step: '',
  from,
  to,
  kind: 'http' as const,
  key: 'POST /v1/shipments',
  summary: '',
  ref: '',
  ...(problem === undefined ? {} : { problem }),
})

describe('the failure of a wait', () => {
  it('says what differs, what was seen when, and who fell silent', () => {
    const silence = silenceLines(
      ['shop', 'erp', 'hub', 'carrier'],
      [event(1000, 'hub', 'erp'), event(4000, 'hub', 'shop', 'answered 500')],
      5000,
    )
    const history = [
      { at: 0, shown: '0 order', holds: false },
      { at: 350, shown: '1 order; gross 162.89', holds: false },
    ]
    const result = {
      outcome: 'never held' as const,
      last: { holds: false, shown: '' },
      history,
      waited: 5003,
    }
    expect(
      waitMessage(
        'In system "erp", order with number T1: not as expected',
        [difference],
        result,
        silence,
      ),
    ).toMatchInlineSnapshot(`
      "In system "erp", order with number T1: not as expected (waited 5 s)
        order, gross: expected 162,88 zł, was 162.89
      Seen:
        after 0 s: 0 order
        after 0.35 s: 1 order; gross 162.89
      Last sign of each system: shop (last 1 s ago), erp (last 4 s ago), hub (last 1 s ago), carrier (nothing in this scenario)
      Problems seen:
        hub → shop POST /v1/shipments: answered 500"
    `)
  })

  it('shows the first and the last of many changes, and says how many are left out', () => {
    const history = Array.from({ length: 100 }, (_, at) => ({ at, shown: `n${at}`, holds: false }))
    const last = { holds: false, shown: 'n99' }
    const text = waitMessage('x', [], { outcome: 'did not stay', last, history, waited: 100 }, [])
    expect(text).toContain('it held, but did not stay so')
    expect(text).toContain('n5\n  … 88 more changes …\n')
    expect(text.split('\n').at(-1)).toContain('n99')
  })

  it('carries no stack trace', () => {
    expect(new StepFailure('what happened').stack).toBe('what happened')
  })
})
