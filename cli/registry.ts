import type { Registry } from '../core/registry.ts'
import type { Command } from './command.ts'

/**
 * The verbs of the command line, in the order of the help. A command module is small and loads what
 * is heavy inside `run`, so that `poligon --help` can read all of them.
 */
export const commands: Registry<Command> = {
  start: () => import('./commands/start.ts'),
  doctor: () => import('./commands/doctor.ts'),
  scan: () => import('./commands/scan.ts'),
  mask: () => import('./commands/mask.ts'),
  verify: () => import('./commands/verify.ts'),
  key: () => import('./commands/key.ts'),
  policy: () => import('./commands/policy.ts'),
  privacy: () => import('./commands/privacy.ts'),
  trail: () => import('./commands/trail.ts'),
  prune: () => import('./commands/prune.ts'),
  snapshot: () => import('./commands/snapshot.ts'),
  mocks: () => import('./commands/mocks.ts'),
  up: () => import('./commands/up.ts'),
  down: () => import('./commands/down.ts'),
  status: () => import('./commands/status.ts'),
  reset: () => import('./commands/reset.ts'),
  sql: () => import('./commands/sql.ts'),
  test: () => import('./commands/test.ts'),
  steps: () => import('./commands/steps.ts'),
  report: () => import('./commands/report.ts'),
}
