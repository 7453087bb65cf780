/** For a project's own step files: the world, its waits and its failures, and cucumber's own verbs. */
export { Given, Then, When, type DataTable } from '@cucumber/cucumber'
export { StepFailure } from './step-failure.ts'
export { waitFailure, waitInWorld } from './wait-in-world.ts'
export type { Seen, Sight, WaitResult, WaitTerms } from './wait.ts'
export type { PoligonWorld } from './world.ts'
