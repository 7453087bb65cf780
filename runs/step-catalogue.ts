import type { Project } from './project.ts'
import { definitionsOf, stepLibrary } from './step-library.ts'

/** A pattern of the step language. */
export interface StepEntry {
  readonly pattern: string
  /** A step that it matches. */
  readonly example: string
  /** Module that defines it, and the line. */
  readonly file: string
  readonly line: number
}

/** All patterns that a scenario of the project can use, in the order of their modules. */
export async function listSteps(project: Project): Promise<readonly StepEntry[]> {
  return definitionsOf(await stepLibrary(project)).map(({ pattern, example, file, line }) => ({
    pattern,
    example,
    file,
    line,
  }))
}

/** Patterns that match `text`, by number in the order of {@link listSteps}: one, unless something is wrong. */
export async function stepsMatching(
  project: Project,
  texts: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const definitions = definitionsOf(await stepLibrary(project))
  return texts.map((text) =>
    definitions.filter(({ fits }) => fits(text)).map(({ pattern }) => pattern),
  )
}
