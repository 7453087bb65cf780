import { describe, expect, it } from 'vitest'
import { rowsMasker, testKey, valueMasker } from './masking.fixture.ts'
import type { ShiftDateProgram } from '../programs/change-programs.ts'
import type { Program } from '../programs/program.ts'

const shift = (move: ShiftDateProgram['move']): ShiftDateProgram => ({
  op: 'shift-date',
  subject: { domain: 'date', canonical: 'text' },
  move,
})
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

describe('shift-date', () => {
  it('moves by every number of days within its bounds, but never by none', () => {
    const seen = new Set<number>()
    for (let i = 0; i < 300; i++) {
      const mask = valueMasker(shift({ days: 3 }), Buffer.from(`a key for tests ${i}`))
      seen.add(days('2024-03-01', mask('2024-03-01') ?? ''))
    }
    expect([...seen].toSorted((a, b) => a - b)).toEqual([-3, -2, -1, 1, 2, 3])
  })

  it.each(['year', 'month'] as const)('stays within the %s and takes another day', (within) => {
    for (let i = 0; i < 300; i++) {
      const masked = valueMasker(
        shift({ within }),
        Buffer.from(`a key for tests ${i}`),
      )('2024-02-10')
      expect(masked).not.toBe('2024-02-10')
      expect(masked?.slice(0, within === 'year' ? 4 : 7)).toBe(
        within === 'year' ? '2024' : '2024-02',
      )
      expect(Number.isNaN(Date.parse(masked ?? ''))).toBe(false)
    }
  })

  it('keeps what lies between the dates of one person', () => {
    const person = { column: 'email', canonical: 'email' } as const
    const dated = shift({ days: 30 })
    const program: Program = { ...dated, subject: { ...dated.subject, person } }
    const mask = rowsMasker({ email: { op: 'keep' }, from: program, to: program }, { key: testKey })
    const { from, to } = mask({ email: 'jan@wp.pl', from: '2024-01-10 08:00:00', to: '2024-02-01' })
    expect(from).toMatch(/ 08:00:00$/)
    expect(days((from ?? '').slice(0, 10), to ?? '')).toBe(22)
  })

  it.each(['0000-00-00', '0000-00-00 00:00:00', 'infinity', '-infinity', '9999-12-31'])(
    'leaves %s, which is no date of anybody',
    (value) => {
      expect(valueMasker(shift({ days: 9 }))(value)).toBe(value)
    },
  )

  it.each([' 08:00:00', ' 08:00:00.123456+02', 'T08:00:00.000Z', ' 08:00:00+05:30', 'T08:00'])(
    'leaves the time %s behind the date',
    (time) => {
      expect(valueMasker(shift({ days: 9 }))(`2024-01-10${time}`)?.slice(10)).toBe(time)
    },
  )

  it('reads the unknown month and day of MySQL', () => {
    expect(valueMasker(shift({ within: 'year' }))('1984-00-00')).toMatch(/^1984-\d\d-\d\d$/)
  })

  it.each([
    '29.02.2024',
    '2023-02-29',
    '2024-1-1',
    '2024-01-011',
    '0044-03-15 BC',
    'brak',
    '1980-05-12 Jan Kowalski',
    '1980-05-12 10:00:00 Jan Kowalski',
    '0000-00-00 Jan Kowalski',
    '9999-12-31 Jan',
  ])('refuses %s without repeating it', (value) => {
    expect(() => valueMasker(shift({ days: 9 }))(value)).toThrow(
      expect.objectContaining({
        code: 'POLIGON_VALUE',
        message: expect.not.stringContaining(value) as string,
      }),
    )
  })
})
