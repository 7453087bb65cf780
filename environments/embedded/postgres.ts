import { createHash } from 'node:crypto'
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { cacheFolder } from '../../core/folders.ts'
import { name, say } from '../../core/redacted.ts'
import { Secret } from '../../core/secrets.ts'
import { randomToken } from '../../core/seed.ts'
import { setPassword } from '../postgres/connect.ts'
import { changeLogSettings } from '../postgres/undo/settings.ts'
import type { DatabaseServer, ServerRequest } from '../server.ts'
import { cachedFolder } from './cached-folder.ts'
import { copyFolder } from './copy-folder.ts'
import { postgresBinaries, postgresPackage, type PostgresBinaries } from './postgres-binaries.ts'
import { giveTo, makeRunFolder } from './run-folder.ts'
import { runProgram } from './run-program.ts'
import { serverUser, type ServerUser } from './server-user.ts'
import { startProcess } from './start-process.ts'

const administrator = 'poligon'

/** Throw-away data: nothing is flushed for a crash, and nothing listens outside of this machine. */
const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 128MB
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
autovacuum = off
jit = off
log_error_verbosity = terse
log_min_error_statement = panic
`

const access = 'host all all 127.0.0.1/32 scram-sha-256\n'

const initialise = [
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--no-locale',
  '--locale-provider=icu',
  '--icu-locale=und',
  '--no-sync',
  `--username=${administrator}`,
]

/** A real PostgreSQL without Docker, from the npm package of this platform. */
export async function startPostgres(request: ServerRequest): Promise<DatabaseServer> {
  const user = await serverUser()
  const binaries = await required(user)
  const label = `PostgreSQL of ${request.system}`
  const template = await dataTemplate(binaries, user, request.signal)
  const folder = makeRunFolder(label, user)
  try {
    const data = join(folder.path, 'data')
    await copyFolder(join(template, 'data'), data)
    const { child, port } = await startProcess({
      label,
      user,
      command: (port) => [
        join(binaries.bin, 'postgres'),
        '-D',
        data,
        '-p',
        String(port),
        ...(request.changeLog ? changeLogSettings : []).flatMap((setting) => ['-c', setting]),
      ],
      environment: binaries.environment,
      folder: folder.path,
      ready: /database system is ready to accept connections/,
      portTaken: /Address already in use/,
      ...(request.signal ? { signal: request.signal } : {}),
    })
    const stop = async () => {
      // Smart shutdown would wait for clients, fast would write everything out: immediate.
      await child.stop('SIGQUIT')
      folder.remove()
    }
    try {
      const known = new Secret(await readFile(join(template, 'password'), 'utf8'))
      const address = { family: 'postgres', host: '127.0.0.1', port, user: administrator } as const
      const password = new Secret(randomToken())
      await setPassword({ ...address, password: known }, password)
      return {
        address: { ...address, password },
        owned: true,
        keepsChangeLog: request.changeLog === true,
        prefix: '',
        notes: [],
        [Symbol.asyncDispose]: stop,
      }
    } catch (failure) {
      await stop()
      throw failure
    }
  } catch (failure) {
    folder.remove()
    throw failure
  }
}

async function required(user: ServerUser): Promise<PostgresBinaries> {
  const binaries = await postgresBinaries(user)
  if (binaries) return binaries
  throw new PoligonError('POLIGON_MISSING_PROGRAM', {
    what: say`The PostgreSQL server of this platform (${name(postgresPackage)}) is not installed.`,
    remedy: say`Run \`npm install --include=optional\`, or use the docker or the external provider.`,
  })
}

/**
 * An initialised data folder and the password of its only account, made once per version and
 * settings. The password is changed in every copy before anybody else learns of the server.
 */
async function dataTemplate(
  binaries: PostgresBinaries,
  user: ServerUser,
  signal?: AbortSignal,
): Promise<string> {
  const recipe = [binaries.version, user.kind, settings, access, ...initialise].join('\0')
  const key = `postgres-${binaries.version}-${createHash('sha256').update(recipe).digest('hex').slice(0, 12)}`
  return cachedFolder(cacheFolder('data'), key, async (draft) => {
    const scratch = makeRunFolder('PostgreSQL data folder', user)
    try {
      const password = randomToken()
      const passwordFile = join(scratch.path, 'password')
      await writeFile(passwordFile, password, { mode: 0o600 })
      giveTo(user, passwordFile)
      const data = join(scratch.path, 'data')
      await runProgram({
        command: [
          ...user.prefix,
          join(binaries.bin, 'initdb'),
          '-D',
          data,
          ...initialise,
          `--pwfile=${passwordFile}`,
        ],
        environment: binaries.environment,
        folder: scratch.path,
        ...(signal ? { signal } : {}),
      })
      await appendFile(join(data, 'postgresql.conf'), settings)
      await writeFile(join(data, 'pg_hba.conf'), access)
      await mkdir(draft, { recursive: true })
      await copyFolder(data, join(draft, 'data'))
      await writeFile(join(draft, 'password'), password, { mode: 0o600 })
    } finally {
      scratch.remove()
    }
  })
}
