import { describe, expect, it } from 'vitest'
import { journalAttachmentSchema } from '../core/contracts/run-record.ts'
import { createJournal } from './journal.ts'

const clock = { now: () => 1000, monotonic: () => 0, sleep: async () => {} }
const seen = (slot: string, summary: string, evidence?: string) => ({
  slot,
  from: 'hub',
  to: 'erp',
  kind: 'sql' as const,
  key: 'orders',
  summary,
  ...(evidence === undefined ? {} : { evidence }),
})

describe('the journal', () => {
  it('numbers what it is told over all slots and keeps the slots apart', () => {
    const journal = createJournal('run', clock)
    journal.open('slot-1', { scenario: 'a', attempt: 0 })
    journal.open('slot-2', { scenario: 'b', attempt: 1 })
    journal.observe(seen('slot-1', 'first'))
    journal.observe(seen('slot-2', 'second'))
    journal.step('slot-1', 'a step')
    journal.observe(seen('slot-1', 'third'))
    expect(journal.events('slot-1')).toMatchObject([
      { seq: 0, scenario: 'a', attempt: 0, step: '', summary: 'first', t: 1000, v: 1, run: 'run' },
      { seq: 2, scenario: 'a', step: 'a step', summary: 'third' },
    ])
    expect(journal.events('slot-2')).toMatchObject([{ seq: 1, scenario: 'b', attempt: 1 }])
  })

  it('starts a scenario with nothing of the one before', () => {
    const journal = createJournal('run', clock)
    journal.open('slot-1', { scenario: 'a', attempt: 0 })
    journal.step('slot-1', 'old step')
    journal.observe(seen('slot-1', 'old', 'old evidence'))
    journal.open('slot-1', { scenario: 'b', attempt: 0 })
    journal.observe(seen('slot-1', 'new'))
    expect(journal.attachment('slot-1')).toMatchObject({
      slot: 'slot-1',
      events: [{ seq: 1, scenario: 'b', step: '', summary: 'new' }],
      evidence: {},
    })
  })

  it('keeps evidence once, by its hash, in the form that reports read', () => {
    const journal = createJournal('run', clock)
    journal.observe(seen('slot-1', 'one', 'the same'))
    journal.observe(seen('slot-1', 'two', 'the same'))
    const attachment = journalAttachmentSchema.parse(journal.attachment('slot-1'))
    const [ref] = attachment.events.map((event) => event.ref)
    expect(attachment.evidence).toEqual({ [ref as string]: 'the same' })
    expect(attachment.events[1]?.ref).toBe(ref)
  })

  it('leaves evidence out rather than growing without bound', () => {
    const journal = createJournal('run', clock)
    journal.observe(seen('slot-1', 'big', 'x'.repeat(3_000_000)))
    journal.observe(seen('slot-1', 'too much', 'y'.repeat(3_000_000)))
    const { events, evidence } = journal.attachment('slot-1')
    expect(events.map(({ ref }) => ref !== '')).toEqual([true, false])
    expect(Object.keys(evidence)).toHaveLength(1)
  })
})
