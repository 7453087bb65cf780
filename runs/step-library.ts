import type { ISupportCodeLibrary } from '@cucumber/cucumber/api'
import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'
import { stepModules, type Project } from './project.ts'

const loaded = new Map<string, Promise<ISupportCodeLibrary>>()

/**
 * The step definitions of a project. Loaded once a process: a module that is imported again does not
 * define its steps again.
 *
 * @throws POLIGON_CONFIG when a module cannot be loaded.
 */
export function stepLibrary(project: Project): Promise<ISupportCodeLibrary> {
  const known = loaded.get(project.root)
  if (known) return known
  const library = load(project)
  loaded.set(project.root, library)
  return library
}

async function load(project: Project): Promise<ISupportCodeLibrary> {
  const { loadSupport } = await import('@cucumber/cucumber/api')
  return loadSupport(
    {
      sources: { defaultDialect: 'en', paths: [], names: [], tagExpression: '', order: 'defined' },
      support: { importPaths: [...stepModules(project)] },
    },
    { cwd: project.root },
  ).catch((cause: unknown) => {
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`The step definitions cannot be loaded: ${name(cause instanceof Error ? cause.message : 'unknown')}.`,
      remedy: say`Mend the module in ${name('steps/')} that it names.`,
      cause,
    })
  })
}
