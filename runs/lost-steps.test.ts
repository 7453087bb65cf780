import { describe, expect, it } from 'vitest'
import { lostSteps } from './lost-steps.ts'

const isStep = (text: string) => /^z migawki biorę klienta \$\w+$/.test(text)
const lost = (text: string, language = 'pl') =>
  lostSteps(text, language, isStep).map(({ line }) => line)
const scenario = (line: string) =>
  `# language: pl\nWłaściwość: A\n  Gdy ktoś opisuje, nic się nie dzieje.\n\n  Scenariusz: b\n    ${line}\n    Wtedy c\n`

describe('a step that Gherkin would take for a description', () => {
  it.each([
    ['a misspelt keyword', 'Zakładam, że z migawki biorę klienta $k'],
    ['another ending', 'Zakładamy, że coś nieznanego'],
    ['no keyword', 'z migawki biorę klienta $k'],
    ['a keyword in lower case', 'zakładając, że coś'],
    ['a keyword of the other language', 'Given something'],
  ])('is found: %s', (_, line) => {
    expect(lost(scenario(line))).toEqual([6])
  })

  it.each([
    ['a real step', 'Zakładając, że z migawki biorę klienta $k'],
    ['the short Polish and', 'I coś'],
    ['prose', 'Klient nie czeka dłużej niż dobę.'],
    ['a comment', '# Given something'],
  ])('is not seen in %s', (_, line) => {
    expect(lost(scenario(line))).toEqual([])
  })

  it('is not looked for under the name of the feature, in tables and in blocks of text', () => {
    expect(
      lost(
        'Feature: a\n  When it rains\n  Scenario: b\n    * c:\n      """\n      Given x\n      """\n',
        'en',
      ),
    ).toEqual([])
    expect(lost('Funkcionalität: a\n  Szenario: b\n    Angenommen c\n', 'de')).toEqual([])
  })
})
