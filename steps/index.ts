/** For a project's own step files: the world, its waits and its failures. */
export { StepFailure } from './step-failure.ts'
export { waitFailure, waitInWorld } from './wait-in-world.ts'
export type { Seen, Sight, WaitResult, WaitTerms } from './wait.ts'
export type { PoligonWorld } from './world.ts'
