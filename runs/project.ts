import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'

/** A user's project: the folder that holds `features/`, `environments/` and the rest. */
export interface Project {
  readonly root: string
}

/** The nearest folder from `start` upwards that holds `features/` or a package.json. */
export function findProject(start: string = process.cwd()): Project {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'features')) || existsSync(join(folder, 'package.json')))
      return { root: folder }
    if (folder === dirname(folder)) break
  }
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`No project was found in ${name(start)} or above it.`,
    remedy: say`Go to a folder that holds features/ or package.json.`,
  })
}

/**
 * The environment file that `wanted` means: a path to a YAML file, or a name in `environments/`.
 * Without it: `poligon.environment` of package.json, else the only file there is.
 */
export function environmentFile(project: Project, wanted?: string): string {
  const folder = join(project.root, 'environments')
  if (wanted !== undefined && /\.ya?ml$/.test(wanted)) return resolve(project.root, wanted)
  const known = existsSync(folder)
    ? readdirSync(folder).filter((file) => extname(file) === '.yaml')
    : []
  const asked = wanted ?? preferredEnvironment(project)
  const found = asked === undefined ? (known.length === 1 ? known[0] : undefined) : `${asked}.yaml`
  if (found !== undefined && known.includes(found)) return join(folder, found)
  throw new PoligonError('POLIGON_USAGE', {
    what:
      asked === undefined
        ? say`It is not said which environment is meant.`
        : say`There is no environment ${name(asked)}.`,
    remedy: say`Take one of: ${names(known.map((file) => basename(file, '.yaml')).toSorted())}.`,
  })
}

/** Globs of the modules with step definitions: Poligon's own, then the project's. */
export function stepModules(project: Project): readonly string[] {
  const own = fileURLToPath(new URL('../steps', import.meta.url))
  const glob = (folder: string, pattern: string) => join(literally(folder), pattern)
  const ending = extname(fileURLToPath(import.meta.url))
  // Parameter types come before the patterns that use them; within `*.steps` the order is free.
  const bundled = ['world', 'parameter-types', 'hooks', '*.steps'].map((file) =>
    glob(own, `${file}${ending}`),
  )
  const theirs = join(project.root, 'steps')
  return theirs === own ? bundled : [...bundled, glob(theirs, join('**', '*.steps.{ts,js,mjs}'))]
}

/** For a glob, a path in which every character means itself: projects may live in `shop [2]`. */
const literally = (path: string) => path.replaceAll(/[[\]{}()*?]/g, '[$&]')

function preferredEnvironment(project: Project): string | undefined {
  const file = join(project.root, 'package.json')
  if (!existsSync(file)) return undefined
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    poligon?: { environment?: string }
  }
  return manifest.poligon?.environment
}
