import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../../core/log.ts'
import { makeRunFolder } from '../embedded/run-folder.ts'
import { runProgram } from '../embedded/run-program.ts'
import { serverMajor } from './server-major.ts'
import type { DatabaseAddress } from '../running.ts'
import { findProgram } from './find-program.ts'

export interface DumpOptions {
  readonly log: Log
  readonly signal?: AbortSignal
}

/**
 * Writes a plain SQL dump of a database with the real tool of its family, mysqldump or pg_dump, as an
 * administrator would take it. The password is in no argument.
 *
 * @throws POLIGON_MISSING_PROGRAM, or POLIGON_UNREACHABLE when the tool fails; no file is left then.
 */
export async function dumpDatabase(
  address: DatabaseAddress,
  file: string,
  options: DumpOptions,
): Promise<void> {
  try {
    if (address.family === 'postgres') await dumpPostgres(address, file, options)
    else await dumpMysql(address, file, options)
  } catch (failure) {
    rmSync(file, { force: true })
    throw failure
  }
}

async function dumpPostgres(
  address: DatabaseAddress,
  file: string,
  options: DumpOptions,
): Promise<void> {
  const program = await findProgram('pg_dump', { ...options, atLeast: await serverMajor(address) })
  await runProgram({
    command: [
      program.file,
      '--format=plain',
      '--no-password',
      `--host=${address.host}`,
      `--port=${address.port}`,
      `--username=${address.user}`,
      `--file=${file}`,
      address.database,
    ],
    environment: { ...program.environment, PGPASSWORD: address.password.reveal() },
    ...(options.signal ? { signal: options.signal } : {}),
  })
}

async function dumpMysql(
  address: DatabaseAddress,
  file: string,
  options: DumpOptions,
): Promise<void> {
  const program = await findProgram('mysqldump', options)
  const folder = makeRunFolder('password file', { kind: 'self', prefix: [] })
  try {
    const settings = join(folder.path, 'client.cnf')
    writeFileSync(settings, clientSettings(address), { mode: 0o600 })
    await runProgram({
      command: [
        program.file,
        `--defaults-file=${settings}`,
        '--single-transaction',
        '--routines',
        '--triggers',
        '--events',
        '--no-tablespaces',
        '--default-character-set=utf8mb4',
        `--result-file=${file}`,
        address.database,
      ],
      environment: program.environment,
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } finally {
    folder.remove()
  }
}

/** An option file of the client; a password in double quotes with backslashes escaped. */
function clientSettings(address: DatabaseAddress): string {
  const password = address.password.reveal().replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return `[client]\nprotocol=tcp\nhost=${address.host}\nport=${address.port}\nuser="${address.user}"\npassword="${password}"\n`
}
