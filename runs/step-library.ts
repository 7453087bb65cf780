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
    throw unloadable(cause)
  })
}

/** `path/own.steps.ts:3` as stack traces and messages of module loaders have it. */
const moduleAt = /(?:file:\/\/)?(\/[^\n()]*?\.steps\.[cm]?[jt]s)(?::(\d+))?/

function unloadable(cause: unknown): PoligonError {
  const { message = 'unknown', stack = '' } = cause instanceof Error ? cause : {}
  const [, file, line] = moduleAt.exec(stack) ?? []
  const place = { ...(file ? { file } : {}), ...(line ? { line: Number(line) } : {}) }
  if (/instance of Cucumber that isn't running/.test(message))
    return new PoligonError('POLIGON_CONFIG', {
      what: say`A step module takes ${name('Given')}, ${name('When')} or ${name('Then')} from another copy of cucumber than the one that runs.`,
      place,
      remedy: say`Import them from ${name('poligon/steps')}, which always has the right one.`,
      cause,
    })
  return new PoligonError('POLIGON_CONFIG', {
    what: say`The step definitions cannot be loaded: ${name(message.trim().replace(/\.$/, ''))}.`,
    place,
    remedy: say`Mend the module in ${name('steps/')} that it names.`,
    cause,
  })
}

export interface StepDefinition {
  readonly id: string
  readonly pattern: string
  /** A step that it matches; empty when its author gave none. */
  readonly example: string
  /** It disturbs channels: a scenario with it gets proxies on them. */
  readonly faults: boolean
  readonly file: string
  readonly line: number
  readonly fits: (text: string) => boolean
}

/** What a library defines, of which cucumber's own types say nothing. */
export function definitionsOf(library: ISupportCodeLibrary): readonly StepDefinition[] {
  const { stepDefinitions } = library as unknown as {
    readonly stepDefinitions: readonly {
      readonly id: string
      readonly pattern: string | RegExp
      readonly uri: string
      readonly line: number
      readonly options: {
        readonly wrapperOptions?: { readonly example?: string; readonly faults?: boolean }
      }
      matchesStepName(text: string): boolean
    }[]
  }
  return stepDefinitions.map((definition) => ({
    id: definition.id,
    pattern: String(definition.pattern),
    example: definition.options.wrapperOptions?.example ?? '',
    faults: definition.options.wrapperOptions?.faults === true,
    file: definition.uri,
    line: definition.line,
    fits: (text) => definition.matchesStepName(text),
  }))
}
