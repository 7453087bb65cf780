import { describe, expect, it } from 'vitest'
import { compareRows, showRecord, type ExpectedTable } from './compare-rows.ts'
import type { KnownRecord } from './records.ts'
import { columnOf, type KnownNoun } from './vocabulary.ts'

const noun: KnownNoun = {
  system: 'erp',
  key: 'line',
  noun: {
    words: ['line'],
    table: 'lines',
    key: 'id',
    conditions: [],
    columns: {
      sku: { words: ['sku'], sql: 'sku', type: 'text', personal: false },
      gross: { words: ['gross', 'brutto'], sql: 'gross', type: 'money', personal: false },
      buyer: { words: ['buyer'], sql: 'buyer', type: 'text', personal: true },
    },
  },
}
const table = (header: readonly string[], ...rows: string[][]): ExpectedTable => ({
  columns: header.map((word) => columnOf(noun, word)),
  rows,
})
const record = (sku: string, gross: string | null, buyer = 'Anna'): KnownRecord => ({
  noun,
  key: sku,
  values: { sku, gross, buyer },
})

describe('rows of a check', () => {
  it('call a column as the step does', () => {
    const gross = { ...columnOf(noun, 'brutto'), said: 'brutto' }
    const asked: ExpectedTable = { columns: [gross], rows: [['1,00 zł']] }
    expect(compareRows(noun, asked, [record('A', '2.00')], 'order')).toMatchObject([
      { field: 'brutto', expected: '1,00 zł', actual: '2.00' },
    ])
    expect(showRecord(record('A', '2.00'), [gross])).toBe('brutto 2.00')
  })

  it('are found by their first column, whatever the order', () => {
    const asked = table(['sku', 'brutto'], ['A', '1,00 zł'], ['B', '2,00 zł'])
    expect(
      compareRows(noun, asked, [record('B', '2.00'), record('A', '1')], 'first column'),
    ).toEqual([])
  })

  it('tell every wrong cell and every missing row, not only the first', () => {
    const asked = table(['sku', 'gross'], ['A', '1,00 zł'], ['B', '2,00 zł'], ['C', '3,00 zł'])
    const found = compareRows(noun, asked, [record('A', '9.00'), record('B', null)], 'first column')
    expect(found).toEqual([
      { system: 'erp', subject: 'line A', field: 'gross', expected: '1,00 zł', actual: '9.00' },
      { system: 'erp', subject: 'line B', field: 'gross', expected: '2,00 zł', actual: '<none>' },
      { system: 'erp', subject: 'line C', field: '', expected: 'to be there', actual: 'missing' },
    ])
  })

  it('need a record each, also when two of them ask for the same', () => {
    const asked = table(['sku'], ['A'], ['A'])
    expect(compareRows(noun, asked, [record('A', '1')], 'first column')).toHaveLength(1)
    expect(compareRows(noun, asked, [record('A', '1'), record('A', '2')], 'first column')).toEqual(
      [],
    )
  })

  it('compare personal columns without ever showing them', () => {
    const asked = table(['sku', 'buyer'], ['A', 'Barbara'])
    const found = compareRows(noun, asked, [record('A', '1', 'Anna')], 'order')
    expect(found).toEqual([
      {
        system: 'erp',
        subject: 'line',
        field: 'buyer',
        expected: '(personal)',
        actual: 'something else',
      },
    ])
    const columns = asked.columns
    expect(showRecord(record('A', '1', 'Anna'), columns)).toBe('sku A | buyer (personal)')
  })
})
