import { XMLParser, XMLValidator } from 'fast-xml-parser'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../core/contracts/run-record.ts'
import { junitXml } from './junit.ts'
import { sampleRun } from './sample/run.ts'
import { verdict } from './verdict.ts'

interface Suite {
  name: string
  tests: string
  failures: string
  errors: string
  skipped: string
  testcase: TestCase[]
}
interface TestCase {
  name: string
  classname: string
  file: string
  properties?: { property: { name: string; value: string }[] }
  failure?: { message: string; type: string; '#text': string }[]
  error?: { message?: string; type: string }[]
  skipped?: unknown[]
  flakyFailure?: { message: string; stackTrace: string }[]
}

function read(xml: string): Omit<Suite, 'testcase'> & { testsuite: Suite[] } {
  expect(XMLValidator.validate(xml)).toBe(true)
  const lists = ['testsuite', 'testcase', 'property', 'failure', 'error', 'skipped', 'flakyFailure']
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseAttributeValue: false,
    isArray: (name, _path, _leaf, attribute) => !attribute && lists.includes(name),
  })
  return (parser.parse(xml) as { testsuites: ReturnType<typeof read> }).testsuites
}

const cases = (run: RunRecord) => read(junitXml(run)).testsuite.flatMap((suite) => suite.testcase)
const named = (run: RunRecord, part: string) => cases(run).find(({ name }) => name.includes(part))

describe('junitXml', () => {
  it('counts what the record counts, in all and by suite', () => {
    const run = sampleRun()
    const { counts } = verdict(run)
    const root = read(junitXml(run))
    expect(root).toMatchObject({
      tests: String(run.scenarios.length),
      failures: String(counts.failed + counts.undefined),
      errors: String(counts['not-run']),
      skipped: String(counts.skipped),
    })
    for (const kind of ['tests', 'failures', 'errors', 'skipped'] as const)
      expect(root.testsuite.reduce((sum, suite) => sum + Number(suite[kind]), 0)).toBe(
        Number(root[kind]),
      )
    for (const suite of root.testsuite) {
      const having = (key: keyof TestCase) => suite.testcase.filter((one) => one[key]).length
      expect(suite).toMatchObject({
        tests: String(suite.testcase.length),
        failures: String(having('failure')),
        errors: String(having('error')),
        skipped: String(having('skipped')),
      })
    }
  })

  it('names the system and the difference of a failure', () => {
    const failure = named(sampleRun(), 'co do grosza')?.failure?.[0]
    expect(failure?.type).toBe('failed')
    expect(failure?.message).toBe(
      'W systemie erp jest 1 zamówienie o numerze WEB-1042, ale 2 pola się różnią.',
    )
    expect(failure?.['#text']).toContain(
      'erp: zamówienie WEB-1042, VAT: expected 23,51 zł, found 23,50 zł',
    )
  })

  it('marks a flaky scenario and does not count it as failed', () => {
    const flaky = named(sampleRun(), 'drugi raz')
    expect(flaky?.failure).toBeUndefined()
    expect(flaky?.flakyFailure?.[0]?.message).toContain('nie odpowiedział')
    expect(flaky?.properties?.property).toContainEqual({ name: 'outcome', value: 'flaky' })
  })

  it('carries tags as properties, and tells undefined from not-run', () => {
    const run = sampleRun()
    expect(named(run, 'Powtórzone')?.properties?.property).toContainEqual({
      name: 'tag',
      value: '@SHOP-214',
    })
    expect(named(run, 'Etykieta')?.failure?.[0]?.type).toBe('undefined')
    expect(named(run, 'wrong encoding')?.error?.[0]?.type).toBe('not-run')
  })

  it('tells what broke outside of scenarios as errors', () => {
    const run: RunRecord = {
      ...sampleRun(),
      problems: [{ kind: 'run-hook', detail: 'no database\nat all' }],
    }
    expect(read(junitXml(run))).toMatchObject({ tests: '15', errors: '2' })
    expect(named(run, 'run-hook')?.error?.[0]).toMatchObject({ message: 'no database' })
  })

  it('stays XML whatever is written in it', () => {
    const [first] = sampleRun().scenarios
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const steps = [{ ...first!.steps[0]!, outcome: 'failed' as const, failure: text }]
        const scenario = { ...first!, name: text, outcome: 'failed' as const, steps, tags: [text] }
        const xml = junitXml({ ...sampleRun([]), scenarios: [scenario] })
        expect(XMLValidator.validate(xml)).toBe(true)
        // oxlint-disable-next-line no-control-regex -- what XML 1.0 cannot hold
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
        expect(xml.isWellFormed()).toBe(true)
      }),
    )
  })
})
