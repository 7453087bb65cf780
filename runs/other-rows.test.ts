import { describe, expect, it } from 'vitest'
import type { RowChange } from '../core/contracts/change-log.ts'
import type { Observation } from '../core/contracts/journal.ts'
import { name } from '../core/redacted.ts'
import { tellOtherRows } from './other-rows.ts'

const added = (table: string, id: string): RowChange => ({
  table,
  change: 'insert',
  key: { id },
  after: { id, note: 'x' },
})

function told(changes: readonly RowChange[], known: readonly string[] = []): Observation[] {
  const events: Observation[] = []
  const scene = { slot: '1', system: 'erp', from: 'integration', known }
  const redact = (text: string) => name(text.replaceAll('jan@example.com', '[e-mail]'))
  tellOtherRows(changes, { ...scene, redact }, { observe: (event) => void events.push(event) })
  return events
}

describe('rows of tables that no noun watches', () => {
  it('are told with their key, and with what changed in them', () => {
    const events = told([
      added('public.outbox', '7'),
      {
        table: 'public.job',
        change: 'update',
        key: { a: '1', b: '2' },
        before: { a: '1', b: '2', state: 'new', same: 's' },
        after: { a: '1', b: '2', state: 'done', same: 's' },
      },
      {
        table: 'public.job',
        change: 'delete',
        key: { a: '9', b: '9' },
        before: { a: '9', b: '9' },
      },
    ])
    expect(
      events.map(({ key, summary, to, from, kind }) => [key, summary, to, from, kind]),
    ).toEqual([
      ['public.outbox', 'public.outbox 7 added', 'erp', 'integration', 'sql'],
      ['public.job', 'public.job 1/2 changed: state', 'erp', 'integration', 'sql'],
      ['public.job', 'public.job 9/9 removed', 'erp', 'integration', 'sql'],
    ])
    expect(events[1]?.evidence).toBe('[{"column":"state","before":"new","after":"done"}]')
  })

  it('are left to the pack where it watches them, with or without schema and quotes', () => {
    const changes = ['public.orders', 'public.Odd', 'sales.orders'].map((table) =>
      added(table, '1'),
    )
    expect(told(changes, ['orders', '"Odd"']).map(({ key }) => key)).toEqual(['sales.orders'])
    expect(told(changes, ['sales.orders']).map(({ key }) => key)).toEqual([
      'public.orders',
      'public.Odd',
    ])
  })

  it('are counted from the 26th of a table on', () => {
    const events = told(Array.from({ length: 30 }, (_, i) => added('public.t', `${i}`)))
    expect(events).toHaveLength(26)
    expect(events.at(-1)?.summary).toBe('5 more changed')
  })

  it('show no key that could be a person, no personal data, and no long values', () => {
    const [event] = told([
      {
        table: 'public.t',
        change: 'insert',
        key: { mail: 'jan@example.com' },
        after: { mail: 'jan@example.com', long: 'y'.repeat(1000) },
      },
    ])
    expect(event?.summary).toBe('public.t added')
    expect(event?.evidence).not.toContain('jan@')
    expect(event?.evidence?.length).toBeLessThan(400)
  })
})
