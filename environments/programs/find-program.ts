import type { Log } from '../../core/log.ts'
import { name, say } from '../../core/redacted.ts'
import { PoligonError } from '../../core/errors.ts'
import { aptIsHere, missingProgram, unpackPackages } from '../embedded/debian-packages.ts'
import { findOnPath } from '../embedded/find-on-path.ts'
import { runProgram } from '../embedded/run-program.ts'
import { libraryPath } from '../embedded/unpacked.ts'
import { clientFamilies, type ClientFamily, type ClientProgram } from './client-programs.ts'

export interface FoundProgram {
  readonly file: string
  readonly environment: Readonly<Record<string, string>>
  /** Major version, as the program says it. */
  readonly major: number
}

export interface FindOptions {
  /** Smallest major version that will do: pg_dump refuses a server newer than itself. */
  readonly atLeast?: number
  readonly log: Log
  readonly signal?: AbortSignal
}

/**
 * A real client tool: an installed one, else one unpacked from the distribution's packages into the
 * cache.
 *
 * @throws POLIGON_MISSING_PROGRAM with what to install.
 */
export async function findProgram(
  program: ClientProgram,
  options: FindOptions,
): Promise<FoundProgram> {
  const installed = await findInstalled(program, options.atLeast)
  if (installed) return installed
  const family = clientFamilies[program]
  if (!aptIsHere()) throw missingProgram(say`A fitting ${name(program)}`, [family.installed])
  const root = await unpackPackages(family.packages, options.log, options.signal)
  const environment = { LD_LIBRARY_PATH: libraryPath(root) }
  const found = await firstFitting(
    family,
    program,
    family.folders(root),
    environment,
    options.atLeast,
  )
  if (found) return found
  throw new PoligonError('POLIGON_MISSING_PROGRAM', {
    what: say`The distribution has no ${name(program)} of version ${options.atLeast ?? 1} or newer.`,
    remedy: say`Install one, or use a server of an older version.`,
  })
}

/** Fetches nothing; `undefined` when no installed one fits. */
export function findInstalled(
  program: ClientProgram,
  atLeast?: number,
): Promise<FoundProgram | undefined> {
  const family = clientFamilies[program]
  const onPath = family
    .names(program)
    .map((one) => findOnPath(one))
    .filter((file) => file !== undefined)
    .map((file) => file.slice(0, file.lastIndexOf('/')))
  return firstFitting(family, program, [...family.folders('/'), ...onPath], {}, atLeast)
}

async function firstFitting(
  family: ClientFamily,
  program: ClientProgram,
  folders: readonly string[],
  environment: Readonly<Record<string, string>>,
  atLeast = 1,
): Promise<FoundProgram | undefined> {
  for (const folder of folders)
    for (const one of family.names(program)) {
      const file = findOnPath(one, folder, [])
      if (file === undefined) continue
      const major = await majorVersion(file, environment)
      if (major >= atLeast) return { file, environment, major }
    }
  return undefined
}

/**
 * From `pg_dump (PostgreSQL) 15.18`, `mysql  Ver 15.1 Distrib 10.11.19-MariaDB` or `mysqldump  Ver 8.0.36`;
 * 0 when it does not run.
 */
async function majorVersion(
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  try {
    const text = await runProgram({ command: [file, '--version'], environment })
    const match = /(?:Distrib|from|PostgreSQL\))\s+(\d+)/.exec(text) ?? /Ver\s+(\d+)/.exec(text)
    return Number(match?.[1] ?? 1)
  } catch {
    return 0
  }
}
