import type { IPlannedPickle, ISourcesCoordinates } from '@cucumber/cucumber/api'
import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
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
 * @throws POLIGON_CONFIG when a feature file cannot be parsed, POLIGON_USAGE when the tag expression
 * cannot, POLIGON_NOTHING_RAN when no scenario is left.
 */
export async function planScenarios(
  project: Project,
  selection: Selection,
): Promise<readonly IPlannedPickle[]> {
  const { loadSources } = await import('@cucumber/cucumber/api')
  const { plan, errors } = await loadSources(sourcesOf(selection), { cwd: project.root }).catch(
    (cause: unknown) => {
      throw new PoligonError('POLIGON_USAGE', {
        what: say`The selection of scenarios was not understood.`,
        remedy: say`Check the tag expression, the names and the paths.`,
        cause,
      })
    },
  )
  const broken = errors[0]
  if (broken)
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`This is not Gherkin: ${name(broken.message.replace(/^\(\d+:\d+\): /, '').slice(0, 200))}.`,
      place: { file: broken.uri, line: broken.location.line, column: broken.location.column ?? 1 },
      remedy: say`Mend the line and run again.`,
    })
  if (plan.length === 0)
    throw new PoligonError('POLIGON_NOTHING_RAN', {
      what: say`No scenario was selected (paths: ${names(selection.paths.length > 0 ? selection.paths : ['features/'])}; tags: ${name(selection.tags ?? 'none')}; names: ${names(selection.names)}).`,
      remedy: say`A run without scenarios proves nothing: widen the selection.`,
    })
  return plan
}
