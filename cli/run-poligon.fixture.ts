import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** How a command ended and what it wrote. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs the command line from its sources in `folder`, with its cache there.
 *
 * @param environment - beside that of the tests; what is undefined is taken out of it
 */
export function runPoligon(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=poligon-source', join(import.meta.dirname, 'main.ts'), ...args],
      {
        cwd: folder,
        env: { ...process.env, POLIGON_CACHE: join(folder, 'cache'), ...environment },
      },
      (failure, stdout, stderr) =>
        resolve({ code: failure === null ? 0 : Number(failure.code), stdout, stderr }),
    )
  })
}
