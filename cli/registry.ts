import type { Registry } from '../core/registry.ts'
import type { Command } from './command.ts'

/**
 * The verbs of the command line, in the order of the help. A command module is small and loads what
 * is heavy inside `run`, so that \`poligon --help\` can read all of them.
 */
export const commands: Registry<Command> = {
  mocks: () => import('./commands/mocks.ts'),
  report: () => import('./commands/report.ts'),
  steps: () => import('./commands/steps.ts'),
  test: () => import('./commands/test.ts'),
}
