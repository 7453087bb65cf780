import { rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { Log } from '../../core/log.ts'
import { runProgram, type ProgramRun } from '../embedded/run-program.ts'
import { streamProgram } from '../embedded/stream-program.ts'
import { readMysql } from '../live/read-mysql.ts'
import { readPostgres } from '../live/read-postgres.ts'
import { markerTable } from '../mariadb/schemas.ts'
import { serverMajor } from './server-major.ts'
import type { DatabaseAddress } from '../running.ts'
import { usualJobs } from '../usual-jobs.ts'
import { findProgram } from './find-program.ts'
import { writeOptionFile } from './option-file.ts'

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
  const { run, dispose } = await prepared(address, options, file)
  try {
    await runProgram(run)
  } catch (failure) {
    rmSync(file, { force: true })
    throw failure
  } finally {
    dispose()
  }
}

export interface StreamDumpOptions extends DumpOptions {
  /**
   * Connections over which rows are read at most. Default: one a core, four at most; of MariaDB and MySQL one,
   * because for more of them writing is held up for a moment.
   */
  readonly jobs?: number
}

/**
 * The same dump as a stream, so that it is written nowhere: a consistent snapshot of the moment at which
 * reading begins. Nothing happens before it is read. Rows come over several connections where that can be.
 *
 * @throws what {@link dumpDatabase} throws, while it is read; POLIGON_SOURCE of rows that cannot be read.
 */
export function streamDump(address: DatabaseAddress, options: StreamDumpOptions): Readable {
  const { jobs, ...rest } = options
  const bytes =
    address.family === 'postgres'
      ? readPostgres(address, {
          ...rest,
          jobs: usualJobs(jobs),
          dump: (args) => dumpWith(address, args, rest),
        })
      : readMysql(address, {
          ...rest,
          jobs: jobs ?? 1,
          dump: (args) => dumpWith(address, args, rest),
        })
  return Readable.from(bytes, { objectMode: false })
}

/** A dump with other options of its program than a whole one has; see sample-database.ts. */
export async function* dumpWith(
  address: DatabaseAddress,
  extra: readonly string[],
  options: DumpOptions,
): AsyncGenerator<Buffer> {
  const { run, dispose } = await prepared(address, options)
  try {
    // The database comes last, and what is said later counts.
    yield* streamProgram({ ...run, command: run.command.toSpliced(-1, 0, ...extra) })
  } finally {
    dispose()
  }
}

interface PreparedDump {
  readonly run: ProgramRun
  readonly dispose: () => void
}

const prepared = (address: DatabaseAddress, options: DumpOptions, file?: string) =>
  address.family === 'postgres' ? pgDump(address, options, file) : mysqlDump(address, options, file)

async function pgDump(
  address: DatabaseAddress,
  options: DumpOptions,
  file: string | undefined,
): Promise<PreparedDump> {
  const program = await findProgram('pg_dump', { ...options, atLeast: await serverMajor(address) })
  return {
    run: {
      command: [
        program.file,
        '--format=plain',
        '--encoding=UTF8',
        '--no-password',
        `--host=${address.host}`,
        `--port=${address.port}`,
        `--username=${address.user}`,
        ...(file === undefined ? [] : [`--file=${file}`]),
        address.database,
      ],
      environment: { ...program.environment, PGPASSWORD: address.password.reveal() },
      ...(options.signal ? { signal: options.signal } : {}),
    },
    dispose: () => {},
  }
}

async function mysqlDump(
  address: DatabaseAddress,
  options: DumpOptions,
  file: string | undefined,
): Promise<PreparedDump> {
  const program = await findProgram('mysqldump', options)
  const optionFile = writeOptionFile(address)
  return {
    run: {
      command: [
        program.file,
        `--defaults-file=${optionFile.path}`,
        '--single-transaction',
        '--routines',
        '--triggers',
        '--events',
        '--no-tablespaces',
        '--default-character-set=utf8mb4',
        `--ignore-table=${address.database}.${markerTable}`,
        ...(file === undefined ? [] : [`--result-file=${file}`]),
        address.database,
      ],
      environment: program.environment,
      ...(options.signal ? { signal: options.signal } : {}),
    },
    dispose: optionFile.remove,
  }
}
