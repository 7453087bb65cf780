import { spawn } from 'node:child_process'
import { endWithParent } from '../../core/child.ts'
import type { Log } from '../../core/log.ts'
import { childEnvironment } from '../../core/secrets.ts'
import type { DatabaseAddress } from '../running.ts'
import { findProgram } from './find-program.ts'
import { writeOptionFile } from './option-file.ts'

export interface ShellOptions {
  readonly log: Log
  /** Ends the shell. Ctrl-C is the shell's own: it breaks off a statement there. */
  readonly signal: AbortSignal
  /** Somebody types; otherwise the first statement that fails ends the shell, and what follows is not run. */
  readonly interactive: boolean
}

interface Shell {
  readonly command: readonly [string, ...string[]]
  readonly environment: Readonly<Record<string, string>>
  readonly close: () => void
}

/**
 * Opens the client of the database's family, psql or mariadb, on this process's own input and output. The
 * password is in no argument. Returns the client's exit code, 0 when every statement was carried out.
 *
 * @throws POLIGON_MISSING_PROGRAM
 */
export async function openShell(address: DatabaseAddress, options: ShellOptions): Promise<number> {
  const shell = await (address.family === 'postgres' ? psql : mysql)(address, options)
  try {
    const [program, ...args] = [...endWithParent, ...shell.command] as [string, ...string[]]
    const child = spawn(program, args, {
      env: childEnvironment(shell.environment),
      stdio: 'inherit',
    })
    const end = () => child.kill()
    options.signal.addEventListener('abort', end)
    try {
      return await new Promise((resolve, reject) => {
        child.once('error', reject)
        child.once('close', (code) => resolve(code ?? 1))
      })
    } finally {
      options.signal.removeEventListener('abort', end)
    }
  } finally {
    shell.close()
  }
}

async function psql(address: DatabaseAddress, options: ShellOptions): Promise<Shell> {
  const program = await findProgram('psql', options)
  const { host, port, user, database } = address
  return {
    command: [
      program.file,
      '--no-password',
      `--host=${host}`,
      `--port=${port}`,
      `--username=${user}`,
      ...(options.interactive ? [] : ['--set=ON_ERROR_STOP=1']),
      database,
    ],
    environment: { ...program.environment, PGPASSWORD: address.password.reveal() },
    close: () => {},
  }
}

async function mysql(address: DatabaseAddress, options: ShellOptions): Promise<Shell> {
  const program = await findProgram('mysql', options)
  const file = writeOptionFile(address)
  return {
    command: [
      program.file,
      `--defaults-file=${file.path}`,
      '--default-character-set=utf8mb4',
      address.database,
    ],
    environment: program.environment,
    close: file.remove,
  }
}
