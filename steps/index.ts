/** For a project's own step files: the world, its waits and its failures. */
export { StepFailure, waitMessage } from './step-failure.ts'
export { waitFor, type Seen, type Sight, type WaitResult, type WaitTerms } from './wait.ts'
export type { PoligonWorld } from './world.ts'
