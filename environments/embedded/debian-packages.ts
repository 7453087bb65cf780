import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { name, names, say, type Redacted } from '../../core/redacted.ts'
import { cachedFolder } from './cached-folder.ts'
import { findOnPath } from './find-on-path.ts'
import { openToAll, programFolder } from './program-folder.ts'
import { runProgram } from './run-program.ts'
import { serverUser } from './server-user.ts'

/** Programs that the distribution has in packages. */
export interface PackageSet {
  /** What people are told is fetched. */
  readonly title: Redacted
  /** Names the folder in the cache. */
  readonly key: string
  /**
   * Packages by regular expression, because distributions put versions into names
   * (`postgresql-client-15`). Of several that match, the highest version is taken.
   */
  readonly withDependencies: readonly string[]
  /** Packages whose dependencies (Perl, service scripts) the wanted programs do not need. */
  readonly alone: readonly string[]
}

/** True where packages can be had this way: Debian, Ubuntu and their kin. */
export function aptIsHere(): boolean {
  return ['apt-get', 'apt-cache', 'dpkg-deb'].every((program) => findOnPath(program) !== undefined)
}

/**
 * Fetches packages and unpacks them into the cache, without root and without touching the system:
 * apt works with lists and archives of its own there, and checks signatures and hashes as ever.
 * What the system has installed already is not fetched again. Returns the root of the unpacked tree.
 *
 * @throws POLIGON_MISSING_PROGRAM when the distribution has no such packages.
 */
export async function unpackPackages(
  set: PackageSet,
  log: Log,
  signal?: AbortSignal,
): Promise<string> {
  const user = await serverUser()
  const parent = programFolder(user)
  const present = join(parent, set.key)
  if (existsSync(present)) return present
  log.info(say`Fetching ${set.title} from the distribution's packages (once).`)
  return cachedFolder(parent, set.key, async (draft) => {
    const home = join(draft, 'apt')
    const apt = aptHome(home, signal)
    await apt('apt-get', ['update', '-qq'])
    const closed = await Promise.all(set.withDependencies.map((pattern) => resolve(apt, pattern)))
    const alone = await Promise.all(set.alone.map((pattern) => resolve(apt, pattern)))
    await download(apt, home, closed)
    const archives = join(home, 'cache', 'archives')
    if (alone.length > 0) await apt('apt-get', ['download', '-qq', ...alone], archives)
    const files = readdirSync(archives).filter(
      (file) => file.endsWith('.deb') && !ownLibrary.test(file),
    )
    log.info(say`Unpacking ${files.length} packages.`)
    for (const file of files)
      await runProgram({
        command: ['dpkg-deb', '-x', join(archives, file), draft],
        ...(signal ? { signal } : {}),
      })
    await runProgram({ command: ['rm', '-rf', home] })
    await openToAll(user, draft)
  })
}

/** The C library belongs to the loader that the system starts programs with, and is never replaced. */
const ownLibrary = /^(libc6|libc-bin|libgcc-s1|gcc-[0-9]+-base)_/

/**
 * What the packages need and the system lacks. Where the system's own packages are not in order, apt
 * refuses to reckon with them; then everything is fetched as if nothing were installed.
 */
async function download(apt: Apt, home: string, packages: readonly string[]): Promise<void> {
  const install = ['install', '-qq', '-y', '--download-only', '--no-install-recommends']
  try {
    await apt('apt-get', [...install, ...packages])
  } catch {
    const nothing = join(home, 'nothing-installed')
    writeFileSync(nothing, '')
    await apt('apt-get', ['-o', `Dir::State::status=${nothing}`, ...install, ...packages])
  }
}

type Apt = (program: string, args: readonly string[], folder?: string) => Promise<string>

/** apt with private state; the sources, keys and the list of installed packages are the system's. */
function aptHome(home: string, signal?: AbortSignal): Apt {
  for (const folder of ['state/lists/partial', 'cache/archives/partial'])
    mkdirSync(join(home, folder), { recursive: true })
  const settings = join(home, 'apt.conf')
  writeFileSync(
    settings,
    `
Dir::State "${home}/state";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "${home}/cache";
Debug::NoLocking "true";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "2";
Binary::apt-get::APT::Keep-Downloaded-Packages "true";
APT::Keep-Downloaded-Packages "true";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Pre-Install-Pkgs;
#clear DPkg::Pre-Invoke;
#clear DPkg::Post-Invoke;
`,
  )
  return (program, args, folder) =>
    runProgram({
      command: [program, '-c', settings, ...args],
      environment: { DEBIAN_FRONTEND: 'noninteractive' },
      ...(folder === undefined ? {} : { folder }),
      ...(signal ? { signal } : {}),
    })
}

async function resolve(apt: Apt, pattern: string): Promise<string> {
  const found = (await apt('apt-cache', ['search', '--names-only', `^${pattern}$`]))
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter((text) => text !== '')
    .toSorted(byVersionInName)
  const best = found.at(-1)
  if (best !== undefined) return best
  throw new PoligonError('POLIGON_MISSING_PROGRAM', {
    what: say`The package sources of this machine have no package that fits ${name(pattern)}.`,
    remedy: say`Add a source that has it, or use the docker provider.`,
  })
}

const byVersionInName = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

/** The sentence for machines without apt. */
export function missingProgram(what: Redacted, packages: readonly string[]): PoligonError {
  return new PoligonError('POLIGON_MISSING_PROGRAM', {
    what: say`${what} is not on this machine, and it cannot be fetched here (no apt).`,
    remedy: say`Install it (${names(packages)}), or use the docker provider.`,
  })
}
