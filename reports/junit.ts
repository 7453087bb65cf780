import type { AttemptRecord, RunRecord, ScenarioRecord } from '../core/contracts/run-record.ts'
import { attemptTrouble } from './page/trouble.ts'
import { verdict } from './verdict.ts'

/**
 * The run as JUnit XML, the dialect that Jenkins, GitLab and GitHub's actions read (surefire's
 * schema with `flakyFailure`, and `properties` on a test case for its tags). A scenario that failed
 * or is undefined is a failure; one that was not run, and what broke outside of scenarios, an error.
 */
export function junitXml(record: RunRecord): string {
  const { counts } = verdict(record)
  const broken = record.problems.length
  const suites = Map.groupBy(record.scenarios, ({ file }) => file)
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites${attributes({
    name: record.environment || 'poligon',
    tests: record.scenarios.length + broken,
    failures: counts.failed + counts.undefined,
    errors: counts['not-run'] + broken,
    skipped: counts.skipped,
    time: seconds(record.duration),
  })}>
${[...suites].map(([file, members]) => suite(file, members)).join('')}${broken > 0 ? outside(record) : ''}</testsuites>
`
}

function suite(file: string, members: readonly ScenarioRecord[]): string {
  const number = (...outcomes: readonly ScenarioRecord['outcome'][]) =>
    members.filter(({ outcome }) => outcomes.includes(outcome)).length
  const started = Math.min(...members.map(({ started }) => started || Infinity))
  return `<testsuite${attributes({
    name: members[0]?.feature ?? '',
    file,
    tests: members.length,
    failures: number('failed', 'undefined'),
    errors: number('not-run'),
    skipped: number('skipped'),
    time: seconds(members.reduce((sum, { duration }) => sum + duration, 0)),
    ...(Number.isFinite(started) ? { timestamp: new Date(started).toISOString() } : {}),
  })}>
${members.map(testCase).join('')}</testsuite>
`
}

function testCase(scenario: ScenarioRecord): string {
  const { feature, name, file, line, duration, outcome, attempts, slot, tags } = scenario
  const properties = [
    ...tags.map((tag) => ['tag', tag] as const),
    ['outcome', outcome] as const,
    ['attempts', String(attempts)] as const,
    ...(slot === '' ? [] : [['slot', slot] as const]),
  ]
  return `<testcase${attributes({ classname: feature, name, file, line, time: seconds(duration) })}>
<properties>
${properties.map(([name, value]) => `<property${attributes({ name, value })}/>\n`).join('')}</properties>
${result(scenario)}</testcase>
`
}

function result(scenario: ScenarioRecord): string {
  switch (scenario.outcome) {
    case 'passed':
      return ''
    case 'skipped':
      return '<skipped/>\n'
    case 'flaky':
      return scenario.earlier
        .map((attempt) => {
          const { message, text } = told(attempt)
          return `<flakyFailure${attributes({ message, type: 'flaky' })}><stackTrace>${xmlText(text)}</stackTrace></flakyFailure>\n`
        })
        .join('')
    case 'not-run':
      return `<error${attributes({ message: 'planned, and never reported', type: 'not-run' })}/>\n`
    case 'failed':
    case 'undefined': {
      const { message, text } = told(scenario)
      return `<failure${attributes({ message, type: scenario.outcome })}>${xmlText(text)}</failure>\n`
    }
  }
}

function told(attempt: AttemptRecord): { message: string; text: string } {
  const { step, systems } = attemptTrouble(attempt)
  if (!step) return { message: 'the scenario has no steps', text: '' }
  const failure = step.failure ?? `the step is ${step.outcome}`
  const differences = (step.differences ?? []).map(
    ({ system, subject, field, expected, actual }) =>
      `${system}: ${subject}${field === '' ? '' : `, ${field}`}: expected ${expected || '(nothing)'}, found ${actual || '(nothing)'}`,
  )
  return {
    message: failure.split('\n')[0] ?? '',
    text: [
      `${step.keyword} ${step.text}`.trim(),
      ...(systems.length === 0 ? [] : [`system: ${systems.join(', ')}`]),
      ...differences,
      failure,
    ].join('\n'),
  }
}

function outside({ problems }: RunRecord): string {
  const cases = problems.map(
    ({ kind, detail }) =>
      `<testcase${attributes({ classname: 'run', name: kind, time: '0' })}><error${attributes({ message: detail.split('\n')[0] ?? '', type: kind })}>${xmlText(detail)}</error></testcase>\n`,
  )
  return `<testsuite${attributes({ name: 'run', tests: cases.length, failures: 0, errors: cases.length, skipped: 0, time: '0' })}>\n${cases.join('')}</testsuite>\n`
}

function attributes(all: Readonly<Record<string, string | number>>): string {
  return Object.entries(all)
    .map(([key, value]) => ` ${key}="${xmlText(String(value)).replace(/[\n\t]/g, ' ')}"`)
    .join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Escaped, and without what XML 1.0 (section 2.2, Char) cannot hold. */
function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- control characters are what this is about
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (sign) => entities[sign] ?? '')
  )
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3)
