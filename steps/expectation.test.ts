import { describe, expect, it } from 'vitest'
import {
  meets,
  parseExpectation,
  refuseHopeless,
  spokenValue,
  storedValue,
  type ValueType,
} from './expectation.ts'

const text: ValueType = { type: 'text' }
const money: ValueType = { type: 'money' }
const status: ValueType = {
  type: 'text',
  values: { on_hold: ['on hold', 'wstrzymane'], open: ['open', 'otwarte'] },
}
const cell = (written: string, actual: string | null, type: ValueType = text) =>
  meets(parseExpectation(written), actual, type)

describe('a cell', () => {
  it('asks for the value itself', () => {
    expect(cell('WAW123A', 'WAW123A')).toBe(true)
    expect(cell('WAW123A', 'waw123a')).toBe(false)
    expect(cell('1', '1.0')).toBe(false)
  })

  it('compares amounts as numbers, to the last digit', () => {
    expect(cell('162,88 zł', '162.88', money)).toBe(true)
    expect(cell('162,88 zł', '162.8800', money)).toBe(true)
    expect(cell('162,88 zł', '162.89', money)).toBe(false)
    expect(cell('0,30', '0.30000000000000004', money)).toBe(false)
    expect(cell('23%', '23.00', { type: 'percent' })).toBe(true)
    expect(cell('3', 'three', { type: 'number' })).toBe(false)
    expect(() => cell('three', '3', { type: 'number' })).toThrow(/not a number.*1 234,50 zł/)
  })

  it('knows yes and no in both languages, as any database writes them', () => {
    for (const [written, actual] of [
      ['tak', '1'],
      ['yes', 't'],
      ['nie', 'false'],
      ['no', '0'],
    ] as const)
      expect(cell(written, actual, { type: 'flag' }), written).toBe(true)
    expect(cell('tak', '0', { type: 'flag' })).toBe(false)
    expect(cell('tak', 'maybe', { type: 'flag' })).toBe(false)
    expect(() => cell('perhaps', '1', { type: 'flag' })).toThrow(/neither yes nor no/)
  })

  it('knows the words for a stored value', () => {
    expect(cell('wstrzymane', 'on_hold', status)).toBe(true)
    expect(cell('On Hold', 'on_hold', status)).toBe(true)
    expect(cell('wstrzymane', 'open', status)).toBe(false)
    expect(storedValue('otwarte', status)).toBe('open')
    expect(spokenValue('on_hold', status)).toBe('on hold')
  })

  it('may ask for anything, which is not nothing', () => {
    expect(cell('<any>', 'x')).toBe(true)
    expect(cell('<dowolne>', null)).toBe(false)
    expect(cell('<any>', '')).toBe(false)
  })

  it('asks for nothing when it is empty', () => {
    expect(cell('', null)).toBe(true)
    expect(cell('<brak>', '')).toBe(true)
    expect(cell('<none>', '0')).toBe(false)
    expect(cell('', 'x')).toBe(false)
  })

  it('takes a pattern, a uuid, a tolerance', () => {
    expect(cell('/^ZK\\/\\d+$/', 'ZK/000001')).toBe(true)
    expect(cell('/^zk/i', 'ZK/000001')).toBe(true)
    expect(cell('/^ZK$/', 'ZK/000001')).toBe(false)
    expect(cell('<uuid>', '0f8fad5b-d9cb-469f-a165-70867728950e')).toBe(true)
    expect(cell('<uuid>', 'T1')).toBe(false)
    expect(cell('~12,30±0,01', '12.31', money)).toBe(true)
    expect(cell('~12,30±0,01', '12.32', money)).toBe(false)
    expect(cell('~12,30+-0,01', 'x', money)).toBe(false)
    expect(() => cell('/(/', 'x')).toThrow(/not a regular expression/)
  })

  it('is refused before any wait when nothing can meet it', () => {
    expect(() => refuseHopeless('ten złotych', money)).toThrow(/not a number/)
    for (const hopeful of ['10,00 zł', '<any>', '', '/^1/', '~1±1', 'on hold'])
      expect(() => refuseHopeless(hopeful, hopeful === 'on hold' ? status : money)).not.toThrow()
  })
})
