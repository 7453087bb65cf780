import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { planScenarios, type Selection } from './scenario-plan.ts'

const root = mkdtempSync(join(tmpdir(), 'poligon-plan-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
mkdirSync(join(root, 'features'))

const scenario = '# language: pl\nWłaściwość: A\n  @stany\n  Scenariusz: Pełny\n    Gdy coś\n'
writeFileSync(join(root, 'features', 'stany.feature'), scenario)
const project = { root }
const plan = async (selection: Partial<Selection>) =>
  planScenarios(project, { paths: [], names: [], ...selection }, (text) => text === 'coś')

/** What is said of a file with `text`. */
async function complaint(text: string): Promise<string> {
  writeFileSync(join(root, 'new.feature'), text)
  return plan({ paths: ['new.feature'] }).then(
    () => 'nothing',
    (failure: Error) => failure.message,
  )
}

describe('a selection of scenarios', () => {
  it('is all of features/, or what is named', async () => {
    expect((await plan({})).map(({ name }) => name)).toEqual(['Pełny'])
    expect(await plan({ paths: ['features/stany.feature:4'], tags: '@stany' })).toHaveLength(1)
  })

  it.each<[Partial<Selection>, string, RegExp]>([
    [
      { paths: ['features/stan.feature'] },
      'POLIGON_USAGE',
      /no file.*Did you mean features\/stany/,
    ],
    [
      { paths: ['features/stany.feature:1'] },
      'POLIGON_NOTHING_RAN',
      /line on which a scenario begins/,
    ],
    [
      { tags: '@stny' },
      'POLIGON_NOTHING_RAN',
      /Did you mean @stany\? The tag @stny is on no scenario/,
    ],
    [{ tags: 'stany' }, 'POLIGON_NOTHING_RAN', /Did you mean @stany/],
    [{ tags: 'not @stany' }, 'POLIGON_NOTHING_RAN', /No scenario there meets not @stany/],
    [{ tags: '@a and' }, 'POLIGON_USAGE', /not understood.*@P1 and not/],
    [{ names: ['('] }, 'POLIGON_USAGE', /--name \( is not a regular expression/],
    [{ names: ['Pusty'] }, 'POLIGON_NOTHING_RAN', /No name there matches Pusty/],
  ])('says why it is empty or not understood: %j', async (selection, code, message) => {
    await expect(plan(selection)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    })
  })
})

describe('a feature file with a mistake', () => {
  it.each([
    ['Właściwość: A\n', /Polish keyword Właściwość.*read as English.*:1:1.*# language: pl/],
    ['# language: pl\nFeature: A\n', /English keyword Feature.*read as Polish.*Zakładając, że/],
    ['# language: polski\nWłaściwość: A\n', /Language not supported.*# language: pl/],
    [`${scenario}    Wtdy coś\n`, /keyword of Polish.*:6:5.*Did you mean Wtedy\?/],
    [`${scenario}    Given coś\n`, /English keyword Given.*take the line/i],
    [`${scenario}      | a | b |\n      | 1 |\n`, /same number of cells.*:7/],
    [`${scenario}      """\n      a\n`, /ends too early/],
    [scenario.replace('Gdy coś', 'Gyd coś'), /looks like a step.*new\.feature:5.*Zakładając, że/],
    [scenario.replace('Gdy coś', 'Given something\n    Wtedy coś'), /looks like a step.*:5/],
    ['', /There is no scenario in new\.feature/],
  ])('is told where it is and what to write: %j', async (text, message) => {
    expect(await complaint(text)).toMatch(message)
  })
})
