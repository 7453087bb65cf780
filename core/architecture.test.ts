import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Which rooms a room may import. Only `core` may be entered deeper than its index.ts. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  anonymizers: ['core'],
  environments: ['core'],
  mocks: ['core'],
  reports: ['core'],
  runs: ['core', 'anonymizers', 'environments', 'mocks', 'reports'],
  steps: ['core', 'anonymizers', 'environments', 'mocks', 'reports', 'runs'],
  cli: ['core', 'anonymizers', 'environments', 'mocks', 'reports', 'runs'],
  examples: [],
  bench: [],
}

/** Which rooms may import a package, in code that ships. What is not named here is refused. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@cucumber/cucumber': ['runs', 'steps'],
  '@cucumber/messages': ['reports', 'runs'],
  'fast-xml-parser': ['mocks'],
  msw: ['mocks', 'bench'],
  mysql2: ['environments', 'examples'],
  pg: ['environments', 'examples'],
  'pg-copy-streams': ['environments', 'examples'],
  testcontainers: ['environments'],
  yaml: ['core', 'anonymizers'],
  zod: ['core', 'anonymizers', 'environments', 'mocks', 'reports', 'runs'],
  assemblyscript: ['anonymizers/kernel'],
  soap: ['examples'],
  '@faker-js/faker': ['anonymizers/word-lists', 'examples'],
  poligon: ['examples', 'bench'],
}

/** Packages and rooms that tests may use on top. */
const inTests = [
  'vitest',
  'fast-check',
  'playwright-core',
  'soap',
  'fast-xml-parser',
  'zod',
  'yaml',
  'pg',
  'mysql2',
  'msw',
  '@cucumber/cucumber',
  '@cucumber/messages',
]

/** Where a process may be started; all of these hand on an environment without the masking key. */
const starters = /^(core\/(child|key|owner)\.ts|environments\/|runs\/|cli\/|examples\/|bench\/)/

/** Folders at the top that hold no code of the product. */
const others = ['node_modules', 'dist', 'docs', 'features', 'coverage']

interface Import {
  readonly file: string
  readonly target: string
}

const files = Object.keys(arrows).flatMap((room) => sources(join(root, room)))
const imports: readonly Import[] = files.flatMap((file) =>
  importsOf(readFileSync(file, 'utf8')).map((target) => ({ file: relative(root, file), target })),
)
const isTest = (file: string) => /\.(test|contract|fixture)\.ts$/.test(file)
const roomOf = (file: string) => file.split('/')[0] ?? ''
const sentence = ({ file, target }: Import) => `${file} imports ${target}`

describe('the architecture', () => {
  it('has code in every room', () => {
    for (const room of Object.keys(arrows).filter((room) => room !== 'bench'))
      expect(sources(join(root, room)), room).not.toHaveLength(0)
  })

  it('knows every folder at the top', () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
    )
    expect(
      folders.map(({ name }) => name).filter((name) => !(name in arrows) && !others.includes(name)),
    ).toEqual([])
  })

  it('lets rooms import only along the arrows', () => {
    const across = imports.flatMap((one) => {
      if (!one.target.startsWith('.')) return []
      const target = relative(root, resolve(root, dirname(one.file), one.target))
      return roomOf(target) === roomOf(one.file) ? [] : [{ ...one, target }]
    })
    expect(across.length).toBeGreaterThan(20)
    const wrong = across.filter(({ file, target }) => {
      if (target === 'package.json' || file === 'cli/poligon.js') return false
      const allowed = arrows[roomOf(file)] ?? []
      if (!allowed.includes(roomOf(target))) return true
      return roomOf(target) !== 'core' && target !== `${roomOf(target)}/index.ts`
    })
    expect(wrong.map(sentence)).toEqual([])
  })

  it('lets only tests import what is for tests', () => {
    const forTests = imports.filter(({ target }) => isTest(target))
    expect(forTests.length).toBeGreaterThan(10)
    expect(forTests.filter(({ file }) => !isTest(file)).map(sentence)).toEqual([])
  })

  it('lets rooms import only the packages that are named for them', () => {
    const foreign = imports.filter(
      ({ target }) => !target.startsWith('.') && !target.startsWith('node:'),
    )
    expect(foreign.length).toBeGreaterThan(10)
    const wrong = foreign.filter(({ file, target }) => {
      const name = target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/')
      if (isTest(file) && inTests.includes(name)) return false
      return !(packages[name] ?? []).some((place) => file.startsWith(`${place}/`))
    })
    expect(wrong.map(sentence)).toEqual([])
  })

  it('starts processes only where the masking key is kept out of their environment', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        target === 'node:child_process' && !isTest(file) && !starters.test(file),
    )
    expect(wrong.map(sentence)).toEqual([])
  })

  it('keeps features free of code', () => {
    const kept = walk(join(root, 'features')).filter(
      (file) => !/\.(feature|bpmn|drawio|xml|md)$/.test(file),
    )
    expect(walk(join(root, 'features'))).not.toHaveLength(0)
    expect(kept.map((file) => relative(root, file))).toEqual([])
  })
})

function sources(folder: string): string[] {
  return walk(folder).filter(
    (file) =>
      /\.(ts|js|mjs)$/.test(file) && !file.includes('/output/') && !file.includes('/node-red/'),
  )
}

function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => !file.includes('/node_modules/') && statSync(file).isFile())
}

/** Targets of static, dynamic and type imports and of re-exports. */
function importsOf(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [
    ...code.matchAll(
      /(?:^|[;}\s])(?:import|export)\s[^'"`;()]*?from\s*['"]([^'"]+)['"]|(?:^|\s)import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}
