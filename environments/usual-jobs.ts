import { availableParallelism } from 'node:os'

/** How many things a server does at once for us, each over a connection. */
export const usualJobs = (jobs = Math.min(4, availableParallelism())): number => Math.max(1, jobs)
