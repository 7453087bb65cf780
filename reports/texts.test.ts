import { describe, expect, it } from 'vitest'
import { sampleRun } from './sample/run.ts'
import { languageOf, languages, textsIn } from './texts.ts'
import { counted, words } from './words.ts'

describe('texts', () => {
  it('says everything in both languages', () => {
    for (const both of Object.values(words)) for (const text of both) expect(text).not.toBe('')
    for (const forms of Object.values(counted))
      for (const side of forms) for (const text of Object.values(side)) expect(text).toContain('#')
  })

  it('takes the form of a word that the number asks for', () => {
    const polish = textsIn('pl')
    expect([1, 2, 5, 12, 22].map((n) => polish.count('scenarios', n))).toEqual([
      '1 scenariusz',
      '2 scenariusze',
      '5 scenariuszy',
      '12 scenariuszy',
      '22 scenariusze',
    ])
    expect(textsIn('en').count('attempts', 1)).toBe('1 attempt')
  })

  it('tells durations in the unit that fits', () => {
    const texts = textsIn('en')
    expect([0.4, 999, 1000, 4210, 59_949, 59_960, 185_000].map((n) => texts.duration(n))).toEqual([
      '0 ms',
      '999 ms',
      '1.0 s',
      '4.2 s',
      '59.9 s',
      '1 min 00 s',
      '3 min 05 s',
    ])
    expect(textsIn('pl').duration(4210)).toBe('4,2 s')
  })

  it('tells a moment with its zone', () => {
    const t = Date.UTC(2026, 6, 1, 10, 0, 0)
    expect(textsIn('en', 'Europe/Warsaw').moment(t)).toBe('1 Jul 2026, 12:00:00 GMT+2')
    expect(textsIn('pl', 'UTC').moment(t)).toContain('10:00:00 GMT')
  })

  it('speaks the language of most feature files, however many scenarios they hold', () => {
    const [first, ...rest] = sampleRun().scenarios
    const run = (...files: readonly (readonly [string, string])[]) => ({
      scenarios: files.map(([file, language]) => ({ ...first!, file, language })),
    })
    expect(languageOf({ scenarios: [] })).toBe('en')
    expect(languageOf(run(['a', 'pl'], ['b', 'pl'], ['c', 'en']))).toBe('pl')
    expect(languageOf(run(['a', 'pl'], ['a', 'pl'], ['a', 'pl'], ['b', 'en']))).toBe('en')
    expect(languages).toContain(languageOf({ scenarios: rest }))
  })
})
