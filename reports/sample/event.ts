import type { JournalEvent } from '../../core/contracts/journal.ts'

/** One event, of which a test says what matters to it. */
export function sampleEvent(fields: Partial<JournalEvent> = {}): JournalEvent {
  return {
    v: 1,
    t: 11_000,
    seq: 4,
    run: 'r',
    slot: 'slot-2',
    scenario: 'a',
    attempt: 0,
    step: '',
    from: 'hub',
    to: 'erp',
    kind: 'http',
    key: 'POST /orders',
    summary: '201',
    ref: 'abc',
    ...fields,
  }
}
