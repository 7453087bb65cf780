import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { readPack } from './pack.ts'
import { planScenarios } from './scenario-plan.ts'
import { listSteps, stepsMatching } from './step-catalogue.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'poligon-guide-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const guides = ['scenarios.md', 'scenarios.pl.md'] as const
const textOf = (guide: string) => readFileSync(join(root, 'docs', 'guides', guide), 'utf8')
const snippets = (guide: string, language: string) =>
  [...textOf(guide).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, kind]) => kind === language)
    .map(([, , text]) => text ?? '')

describe.each(guides)('the guide %s', (guide) => {
  it('shows features that can be planned, with steps that exist once', async () => {
    const features = snippets(guide, 'gherkin')
    expect(features.length).toBeGreaterThanOrEqual(2)
    for (const text of features) {
      writeFileSync(join(scratch, 'a.feature'), text)
      const selection = { paths: ['a.feature'], names: [] }
      expect(await planScenarios({ root: scratch }, selection)).toHaveLength(1)
      const steps = [
        ...text.matchAll(
          /^ +(?:Given|When|Then|And|But|Zakładając, że|Jeżeli|Gdy|Wtedy|Oraz|Ale) (.+)$/gm,
        ),
      ].map(([, step]) => step ?? '')
      expect(steps.length).toBeGreaterThanOrEqual(3)
      const matches = await stepsMatching({ root }, steps)
      expect(steps.filter((_, i) => matches[i]?.length !== 1)).toEqual([])
    }
  })

  it('searches for steps that are found', async () => {
    const known = (await listSteps({ root })).map(({ pattern, example }) => `${pattern} ${example}`)
    const queries = snippets(guide, 'sh').flatMap((text) =>
      [...text.matchAll(/^poligon steps (.+)$/gm)].map(([, words]) => words?.split(' ') ?? []),
    )
    expect(queries.length).toBeGreaterThanOrEqual(2)
    for (const words of queries)
      expect(known.some((text) => words.every((word) => text.toLowerCase().includes(word)))).toBe(
        true,
      )
  })

  it('names options that the command has', () => {
    const options = snippets(guide, 'sh').flatMap((text) => text.match(/--[a-z-]+/g) ?? [])
    const command = readFileSync(join(root, 'cli', 'commands', 'test.ts'), 'utf8')
    expect(options.length).toBeGreaterThan(0)
    for (const option of options)
      expect(command).toMatch(new RegExp(`^ {4}'?${option.slice(2)}'?: \\{`, 'm'))
  })

  it('quotes messages that are still worded so', () => {
    const sources = [
      'runs/step-hints.ts',
      'runs/explain-gherkin.ts',
      'runs/scenario-plan.ts',
      'steps/vocabulary.ts',
    ]
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n')
    const quoted = [
      'No step is written like this',
      'The line begins with the',
      'This line looks like a step and is none',
      'There is no system',
    ]
    for (const message of quoted) {
      expect(textOf(guide)).toContain(message)
      expect(sources).toContain(message)
    }
  })
})

describe('the part of the guide for those who program', () => {
  it('shows a pack that fits the format', () => {
    const [pack = ''] = snippets('scenarios.md', 'yaml')
    const file = join(scratch, 'pack.yaml')
    writeFileSync(file, pack)
    expect(Object.keys(readPack(file).nouns)).toEqual(['invoice'])
  })

  it('shows a step module that Node can run, with names that exist', () => {
    const [module = ''] = snippets('scenarios.md', 'ts')
    expect(stripTypeScriptTypes(module)).toContain('unsent messages')
    const exported = readFileSync(join(root, 'steps', 'index.ts'), 'utf8')
    for (const name of ['Then', 'StepFailure', 'PoligonWorld', 'waitInWorld'])
      expect(exported).toContain(name)
  })
})
