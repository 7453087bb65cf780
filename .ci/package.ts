import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stage = join(root, '.poligon', 'package')

/** Rooms whose code ships, and what of them is not code of the product. */
const rooms = ['core', 'anonymizers', 'environments', 'mocks', 'reports', 'runs', 'steps', 'cli']
/** This repository is a project of its own too: its policies and environment files stay here. */
const isProject = (file: string) => /^(anonymizers|environments)\/[^/]+\.yaml$/.test(file)
const isAsset = (file: string) =>
  !isProject(file) && !/\.(ts|tsbuildinfo)$|\/(output|samples)(\/|$)|^cli\/poligon\.js$/.test(file)

/**
 * Builds the package and packs it; prints the path of the tarball. The manifest that ships has no
 * development parts: neither scripts, nor the Node binaries that a clone takes from npm, nor the
 * condition that resolves to sources.
 */
export function buildPackage(): string {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
  for (const room of rooms)
    cpSync(join(root, room), join(root, 'dist', room), {
      recursive: true,
      filter: (from) => isAsset(relative(root, from)),
    })
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(join(stage, 'cli'), { recursive: true })
  cpSync(join(root, 'dist'), join(stage, 'dist'), { recursive: true })
  for (const file of ['cli/poligon.js', 'README.md', 'CHANGELOG.md', 'LICENSE'])
    cpSync(join(root, file), join(stage, file))
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`)
  const packed = execFileSync(
    'npm',
    ['pack', '--silent', '--pack-destination', join(root, '.poligon')],
    { cwd: stage, encoding: 'utf8' },
  )
  return join(root, '.poligon', packed.trim().split('\n').at(-1) ?? '')
}

function publishedManifest(): object {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>
    optionalDependencies: Record<string, string>
    [key: string]: unknown
  }
  const {
    scripts: _scripts,
    devDependencies: _development,
    knip: _knip,
    poligon: _project,
    ...rest
  } = manifest
  return {
    ...rest,
    exports: Object.fromEntries(
      Object.entries(manifest.exports).map(([path, target]) => {
        if (typeof target === 'string') return [path, target]
        const { 'poligon-source': _source, ...published } = target
        return [path, published]
      }),
    ),
    optionalDependencies: Object.fromEntries(
      Object.entries(manifest.optionalDependencies).filter(([name]) => !name.startsWith('node-')),
    ),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${buildPackage()}\n`)
