import { findProject } from '../runs/index.ts'

/** The project around the current folder, or this folder where there is none. */
export function projectFolder(): string {
  try {
    return findProject().root
  } catch {
    return process.cwd()
  }
}
