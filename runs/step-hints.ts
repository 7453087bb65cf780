import type { ISupportCodeLibrary } from '@cucumber/cucumber/api'
import type { Envelope, PickleStep } from '@cucumber/messages'
import { hintMediaType } from '../core/contracts/run-record.ts'
import { closestSteps, type Candidate } from './closest-steps.ts'
import { definitionsOf, type StepDefinition } from './step-library.ts'

type Finished = NonNullable<Envelope['testStepFinished']>

/** What cucumber says when the arguments of a step and of its definition do not fit. */
const misfit =
  /^(?:\w*Error: )?function (?:has \d+ arguments|uses multiple asynchronous interfaces)/

/**
 * Follows the messages of a run and gives back those to add: attachments that say what can be done
 * about a step that is undefined or ambiguous, or that misses its table or has one too many.
 */
export function createStepHints(
  library: ISupportCodeLibrary,
): (message: Envelope) => readonly Envelope[] {
  const definitions = definitionsOf(library)
  const byId = new Map(definitions.map((one) => [one.id, one]))
  const written = new Map<string, PickleStep>()
  const planned = new Map<string, { step: PickleStep | undefined; fitting: readonly string[] }>()
  const hintFor = ({ testStepId, testStepResult }: Finished): string | undefined => {
    const { step, fitting = [] } = planned.get(testStepId) ?? {}
    if (!step) return undefined
    const status: string = testStepResult.status
    if (status === 'UNDEFINED') return undefinedHint(step.text, definitions)
    if (status === 'AMBIGUOUS') return ambiguousHint(fitting.flatMap((id) => byId.get(id) ?? []))
    if (status === 'FAILED' && misfit.test(testStepResult.message ?? ''))
      return argumentHint(step, byId.get(fitting[0] ?? ''))
    return undefined
  }
  return ({ pickle, testCase, testStepFinished }) => {
    for (const step of pickle?.steps ?? []) written.set(step.id, step)
    for (const { id, pickleStepId, stepDefinitionIds } of testCase?.testSteps ?? [])
      planned.set(id, { step: written.get(pickleStepId ?? ''), fitting: stepDefinitionIds ?? [] })
    const hint = testStepFinished && hintFor(testStepFinished)
    return hint === undefined || !testStepFinished ? [] : [attachment(testStepFinished, hint)]
  }
}

function attachment({ testCaseStartedId, testStepId }: Finished, body: string): Envelope {
  const said = { testCaseStartedId, testStepId, body, mediaType: hintMediaType }
  return { attachment: { ...said, contentEncoding: 'IDENTITY' } } as Envelope
}

function undefinedHint(text: string, candidates: readonly Candidate[]): string {
  const near = closestSteps(text, candidates)
  const search =
    '`poligon steps WORD` searches all patterns; a step of your own goes to steps/*.steps.ts.'
  if (near.length === 0) return `No step is written like this. ${search}`
  return [
    'No step is written like this. The nearest are:',
    ...near.flatMap(({ pattern, example, differs }) => [
      `  ${pattern}`,
      ...(example === '' ? [] : [`    for example: ${example}`]),
      ...(differs ? [`    ${differenceText(differs)}`] : []),
    ]),
    search,
  ].join('\n')
}

function differenceText({ here, there }: { here: string; there: string }): string {
  if (there === '') return `the example ends before “${here}”`
  if (here === '') return `the example goes on with “${there}”`
  return `it differs first at “${here}”, where the example has “${there}”`
}

function ambiguousHint(fitting: readonly StepDefinition[]): string {
  return [
    'More than one pattern fits this step:',
    ...fitting.map(({ pattern, file, line }) => `  ${pattern} (${file}:${line})`),
    'Change or remove the one in steps/ that is yours.',
  ].join('\n')
}

function argumentHint(
  { text, argument }: PickleStep,
  definition: StepDefinition | undefined,
): string {
  const place = definition ? ` (${definition.file}:${definition.line})` : ''
  const ending = text.trimEnd().endsWith(':')
  if (argument && !ending)
    return 'This step takes no table and no block of text. With one below it, most steps end in a colon; without one, they do not.'
  if (!argument && ending)
    return 'This step ends in a colon, and nothing stands below it. Write its table (or its block of text between """) there.'
  return `The function of this step${place} does not take what the step gives it: one parameter for each {…} of the pattern, and one more for a table or a block of text.`
}
