import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { childEnvironment } from 'poligon'
import { parseServerUrl, type DatabaseAddress } from 'poligon/environments'
import { plainClient } from './plain-client.ts'

export interface DefaultServer extends AsyncDisposable {
  readonly address: DatabaseAddress
}

/**
 * A server of this machine's own binaries with the settings that its makers chose: what is committed is on
 * the disk, pages are written twice where that is usual. Undefined where none is installed.
 */
export async function startDefaultServer(
  family: 'postgres' | 'mariadb',
): Promise<DefaultServer | undefined> {
  const programs = family === 'postgres' ? postgresPrograms() : mariadbPrograms()
  if (!programs) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'poligon-bench-'))
  const user = unprivileged(folder)
  const data = join(folder, 'data')
  const port = await freePort()
  const run = { ...user, env: childEnvironment(), cwd: folder, stdio: 'ignore' as const }
  let child: ChildProcess
  if (family === 'postgres') {
    execFileSync(
      programs.initialise,
      ['-D', data, '-U', 'poligon', '-A', 'trust', '-E', 'UTF8'],
      run,
    )
    const flags = ['-c', `unix_socket_directories=${folder}`, '-c', 'listen_addresses=127.0.0.1']
    child = spawn(programs.server, ['-D', data, '-p', String(port), ...flags], run)
  } else {
    const own = ['--no-defaults', `--datadir=${data}`]
    execFileSync(
      programs.initialise,
      [...own, '--auth-root-authentication-method=normal', '--skip-test-db'],
      run,
    )
    const account = join(folder, 'account.sql')
    writeFileSync(account, "CREATE USER poligon@'%';\nGRANT ALL ON *.* TO poligon@'%';\n", {
      mode: 0o644,
    })
    const where = [`--port=${port}`, `--socket=${join(folder, 's')}`, '--bind-address=127.0.0.1']
    child = spawn(programs.server, [...own, ...where, `--init-file=${account}`], run)
  }
  const database = family === 'postgres' ? 'postgres' : 'mysql'
  const { address } = parseServerUrl(`${family}://poligon@127.0.0.1:${port}/${database}`)
  const server: DefaultServer = {
    address: { ...address, database },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.kill(family === 'postgres' ? 'SIGQUIT' : 'SIGKILL'))
        await once(child, 'close')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  for (let tries = 0; ; tries++) {
    const answers = await plainClient(server.address, 'SELECT 1').catch(() => undefined)
    if (answers !== undefined) return server
    if (tries === 100 || child.exitCode !== null) {
      await server[Symbol.asyncDispose]()
      throw new Error(`${programs.server} does not answer`)
    }
    await wait(200)
  }
}

interface Programs {
  readonly initialise: string
  readonly server: string
}

function postgresPrograms(): Programs | undefined {
  const versions = '/usr/lib/postgresql'
  if (!existsSync(versions)) return undefined
  const [newest] = readdirSync(versions).toSorted((a, b) => Number(b) - Number(a))
  const of = (program: string) => join(versions, newest ?? '', 'bin', program)
  return existsSync(of('initdb')) ? { initialise: of('initdb'), server: of('postgres') } : undefined
}

function mariadbPrograms(): Programs | undefined {
  const programs = { initialise: '/usr/bin/mariadb-install-db', server: '/usr/sbin/mariadbd' }
  return Object.values(programs).every(existsSync) ? programs : undefined
}

/** PostgreSQL does not run as root. */
function unprivileged(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const of = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  const [uid, gid] = [of('-u'), of('-g')]
  chownSync(folder, uid, gid)
  return { uid, gid }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
