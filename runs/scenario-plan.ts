import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { IPlannedPickle, ISourcesCoordinates } from '@cucumber/cucumber/api'
import { didYouMean } from '../core/closest.ts'
import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import { declaredLanguage, explainGherkin, stepKeywords } from './explain-gherkin.ts'
import { lostSteps } from './lost-steps.ts'
import type { Project } from './project.ts'

export interface Selection {
  /** Feature files, folders, globs or `file:line`; the whole of `features/` when empty. */
  readonly paths: readonly string[]
  /** Tag expression: `@orders and not @slow`. */
  readonly tags?: string | undefined
  /** Regular expressions of which a scenario's name must match one. */
  readonly names: readonly string[]
}

export function sourcesOf(selection: Selection): ISourcesCoordinates {
  return {
    defaultDialect: 'en',
    paths: selection.paths.length > 0 ? [...selection.paths] : ['features/**/*.feature'],
    names: [...selection.names],
    tagExpression: selection.tags ?? '',
    order: 'defined',
  }
}

/**
 * The scenarios that would run, found before anything is started.
 *
 * @param isStep whether a text fits a known step pattern; steps that lost their keyword are found by it.
 * @throws POLIGON_USAGE when a path does not exist, or the tag expression or a name cannot be understood;
 * POLIGON_CONFIG when a feature file cannot be parsed or would pass over a step in silence;
 * POLIGON_NOTHING_RAN when no scenario is left.
 */
export async function planScenarios(
  project: Project,
  selection: Selection,
  isStep: (text: string) => boolean = () => false,
): Promise<readonly IPlannedPickle[]> {
  refuseUnreadable(project, selection)
  const { loadSources } = await import('@cucumber/cucumber/api')
  const { plan, errors } = await loadSources(sourcesOf(selection), { cwd: project.root }).catch(
    (cause: unknown) => {
      throw new PoligonError('POLIGON_USAGE', {
        what: say`The selection of scenarios was not understood${cause instanceof Error ? say`: ${name(cause.message.split('\n')[0]?.replace(/\.$/, '') ?? '')}` : say``}.`,
        remedy: say`A tag expression is like ${name('@P1 and not (@slow or @manual)')}; check it, the names and the paths.`,
        cause,
      })
    },
  )
  const broken = errors[0]
  if (broken) {
    const text = textOf(project, broken.uri)
    throw new PoligonError('POLIGON_CONFIG', {
      ...explainGherkin(broken.message, declaredLanguage(text)),
      place: { file: broken.uri, line: broken.location.line, column: broken.location.column ?? 1 },
    })
  }
  for (const file of new Set(plan.map(({ uri }) => uri))) refuseLostSteps(project, file, isStep)
  if (plan.length === 0) throw await nothingSelected(project, selection)
  return plan
}

const textOf = (project: Project, file: string) => readFileSync(resolve(project.root, file), 'utf8')

function refuseUnreadable(project: Project, { paths, names: patterns }: Selection): void {
  for (const path of paths) {
    const file = path.replace(/(?::\d+)+$/, '')
    if (/[*?{[]/.test(file) || existsSync(resolve(project.root, file))) continue
    const known = globSync('features/**/*.feature', { cwd: project.root })
    throw new PoligonError('POLIGON_USAGE', {
      what: say`There is no file or folder ${name(file)}.`,
      remedy: say`${didYouMean(file, known)}Paths of features are written from here or from the project's folder.`,
    })
  }
  for (const pattern of patterns)
    try {
      RegExp(pattern)
    } catch (cause) {
      throw new PoligonError('POLIGON_USAGE', {
        what: say`${name('--name')} ${name(pattern)} is not a regular expression.`,
        remedy: say`Put a backslash before brackets that are meant as they are.`,
        cause,
      })
    }
}

function refuseLostSteps(project: Project, file: string, isStep: (text: string) => boolean): void {
  const text = textOf(project, file)
  const language = declaredLanguage(text)
  const [lost] = lostSteps(text, language, isStep)
  if (lost)
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`This line looks like a step and is none, because no keyword of the file's language begins it: it would be passed over in silence.`,
      place: { file, line: lost.line },
      remedy: say`Begin it with one of: ${stepKeywords(language)}.`,
    })
}

/** Why no scenario is left, as far as one part of the selection is to blame. */
async function nothingSelected(project: Project, selection: Selection): Promise<PoligonError> {
  const { loadSources } = await import('@cucumber/cucumber/api')
  const count = async (part: Partial<Selection>) =>
    (await loadSources(sourcesOf({ paths: [], names: [], ...part }), { cwd: project.root })).plan
      .length
  const { paths, tags, names: patterns } = selection
  const shown = names(paths.length > 0 ? paths : ['features/'])
  const remedy = async () => {
    if ((await count({ paths })) === 0)
      return paths.some((path) => /:\d+$/.test(path))
        ? say`The number after the colon is the line on which a scenario begins.`
        : say`There is no scenario in ${shown}: write one, or name another file.`
    if (tags !== undefined && (await count({ paths, tags })) === 0) {
      const known = knownTags(project, selection)
      const [unknown] = (tags.match(/[^\s()]+/g) ?? []).filter(
        (word) => !/^(?:and|or|not)$/.test(word) && !known.includes(word),
      )
      return unknown === undefined
        ? say`No scenario there meets ${name(tags)}.`
        : say`${didYouMean(unknown, known)}The tag ${name(unknown)} is on no scenario there; known are ${names(known, 40)}.`
    }
    return say`No name there matches ${names(patterns)}.`
  }
  return new PoligonError('POLIGON_NOTHING_RAN', {
    what: say`No scenario was selected (paths: ${shown}; tags: ${name(tags ?? 'none')}; names: ${names(patterns)}).`,
    remedy: await remedy(),
  })
}

function knownTags(project: Project, { paths }: Selection): readonly string[] {
  const patterns = sourcesOf({ paths, names: [] }).paths.map((path) =>
    path.replace(/(?::\d+)+$/, ''),
  )
  const files = patterns.flatMap((path) =>
    globSync(path.endsWith('.feature') ? path : `${path}/**/*.feature`, { cwd: project.root }),
  )
  const tags = files.flatMap((file) =>
    [...textOf(project, file).matchAll(/^\s*(@\S.*)$/gm)].flatMap(
      ([, line]) => line?.match(/@[^\s@#]+/g) ?? [],
    ),
  )
  return [...new Set(tags)].toSorted()
}
