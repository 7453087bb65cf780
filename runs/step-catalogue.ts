import type { Project } from './project.ts'
import { stepLibrary } from './step-library.ts'

/** A pattern of the step language. */
export interface StepEntry {
  readonly pattern: string
  /** A step that it matches. */
  readonly example: string
  /** Module that defines it, and the line. */
  readonly file: string
  readonly line: number
}

/** What cucumber's own types hide of a loaded library. */
interface Library {
  readonly stepDefinitions: readonly {
    readonly pattern: string | RegExp
    readonly uri: string
    readonly line: number
    readonly options: { readonly wrapperOptions?: { readonly example?: string } }
    matchesStepName(text: string): boolean
  }[]
}

/** All patterns that a scenario of the project can use, in the order of their modules. */
export async function listSteps(project: Project): Promise<readonly StepEntry[]> {
  return (await loadLibrary(project)).stepDefinitions.map((definition) => ({
    pattern: String(definition.pattern),
    example: definition.options.wrapperOptions?.example ?? '',
    file: definition.uri,
    line: definition.line,
  }))
}

/** Patterns that match `text`, by number in the order of {@link listSteps}: one, unless something is wrong. */
export async function stepsMatching(
  project: Project,
  texts: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const { stepDefinitions } = await loadLibrary(project)
  return texts.map((text) =>
    stepDefinitions
      .filter((definition) => definition.matchesStepName(text))
      .map(({ pattern }) => String(pattern)),
  )
}

async function loadLibrary(project: Project): Promise<Library> {
  return (await stepLibrary(project)) as unknown as Library
}
