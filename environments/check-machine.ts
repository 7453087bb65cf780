import { statfs } from 'node:fs/promises'
import { cacheFolder } from '../core/folders.ts'
import { engineClient, hasImage } from './docker/engine-client.ts'
import { aptIsHere } from './embedded/debian-packages.ts'
import { installedServer } from './embedded/mariadb-binaries.ts'
import { postgresBinaries, postgresPackage } from './embedded/postgres-binaries.ts'
import { serverUser } from './embedded/server-user.ts'
import { findInstalled } from './programs/find-program.ts'

/** One line of `poligon doctor`. */
export interface MachineCheck {
  readonly name: string
  /** False when something that is needed is missing and cannot be had by itself. */
  readonly ok: boolean
  readonly detail: string
  /** The command that mends it. */
  readonly remedy?: string
}

const images = ['postgres:15', 'mariadb:10.11']
const diskNeeded = 1e9

/** Looks at what the databases of an environment need here. Starts nothing and fetches nothing. */
export async function checkMachine(): Promise<readonly MachineCheck[]> {
  const apt = aptIsHere()
  return Promise.all([
    checkNode(),
    checkDocker(),
    checkPostgres(),
    checkMariadb(apt),
    checkClient('mysqldump', 'mariadb-client', apt),
    checkClient('pg_dump', 'postgresql-client', apt),
    checkCache(),
  ])
}

async function checkNode(): Promise<MachineCheck> {
  const ok = Number(process.versions.node.split('.')[0]) >= 24
  return {
    name: 'Node',
    ok,
    detail: process.version,
    ...(ok ? {} : { remedy: 'npm install node@24' }),
  }
}

/** Docker is one of two ways: its absence is told, and is not an error. */
async function checkDocker(): Promise<MachineCheck> {
  const client = await engineClient()
  if (!client)
    return { name: 'Docker', ok: true, detail: 'no engine answers; the embedded servers are used' }
  const present = await Promise.all(images.map((image) => hasImage(client, image)))
  const missing = images.filter((_, i) => !present[i])
  if (missing.length === 0)
    return { name: 'Docker', ok: true, detail: `engine answers, images ${images.join(' and ')}` }
  return {
    name: 'Docker',
    ok: true,
    detail: `engine answers, without ${missing.join(' and ')}; the embedded servers are used`,
    remedy: missing.map((image) => `docker pull ${image}`).join(' && '),
  }
}

async function checkPostgres(): Promise<MachineCheck> {
  const found = await postgresBinaries(await serverUser())
  if (found)
    return {
      name: 'PostgreSQL server',
      ok: true,
      detail: `${found.version} from ${postgresPackage}`,
    }
  return {
    name: 'PostgreSQL server',
    ok: false,
    detail: `${postgresPackage} is not installed`,
    remedy: 'npm install --include=optional',
  }
}

async function checkMariadb(apt: boolean): Promise<MachineCheck> {
  const found = await installedServer('mariadb', await serverUser())
  if (found)
    return { name: 'MariaDB server', ok: true, detail: `${found.version} (${found.server})` }
  if (apt)
    return {
      name: 'MariaDB server',
      ok: true,
      detail: "fetched from the distribution's packages when it is needed",
    }
  return {
    name: 'MariaDB server',
    ok: false,
    detail: 'not installed, and there is no apt to fetch it',
    remedy: 'install mariadb-server, or use Docker',
  }
}

async function checkClient(
  program: 'mysqldump' | 'pg_dump',
  pack: string,
  apt: boolean,
): Promise<MachineCheck> {
  const found = await findInstalled(program)
  if (found) return { name: program, ok: true, detail: found.file }
  if (apt)
    return {
      name: program,
      ok: true,
      detail: "fetched from the distribution's packages when it is needed",
    }
  return {
    name: program,
    ok: false,
    detail: 'not installed, and there is no apt to fetch it',
    remedy: `install ${pack}`,
  }
}

async function checkCache(): Promise<MachineCheck> {
  const folder = cacheFolder()
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const ok = free >= diskNeeded
  const detail = `${folder}, ${(free / 1e9).toFixed(1)} GB free`
  return {
    name: 'Cache',
    ok,
    detail,
    ...(ok ? {} : { remedy: 'free 1 GB, or set POLIGON_CACHE to another place' }),
  }
}
