import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPackage } from './package.ts'

/** The suites that loop over a registry, and what masks through worker threads and asset files. */
const suites = [
  'anonymizers/transformer',
  'anonymizers/dialects/dialect',
  'anonymizers/detectors/',
  'anonymizers/hostile-dumps',
  'anonymizers/mask-dump',
  'mocks/',
  'reports/sections',
]

const build = join('.poligon', 'contracts')
let folder = ''

// The tests are compiled beside each other as the sources are; then the modules of the package are
// laid over the compiled sources, so that the suites run on exactly what is published.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'poligon-contracts-'))
  buildPackage()
  rmSync(build, { recursive: true, force: true })
  execFileSync('tsc', ['-p', 'tsconfig.contracts.json'], { stdio: 'inherit' })
  cpSync(join('.poligon', 'package', 'dist'), build, {
    recursive: true,
    filter: (from) => !from.endsWith('.d.ts'),
  })
  cpSync('package.json', join(build, 'package.json'))
  const include = suites.map((suite) =>
    suite.endsWith('/') ? `${suite}**/*.test.js` : `${suite}.test.js`,
  )
  writeFileSync(
    join(build, 'vitest.config.js'),
    `export default { test: { include: ${JSON.stringify(include)}, exclude: ['**/*.server.test.js'], testTimeout: 60_000 } }`,
  )
})
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true })
})

it('the contract suites hold for the package as it is published', () => {
  const file = join(folder, 'result.json')
  const { stdout, stderr } = spawnSync(
    'vitest',
    ['run', '--root', build, '--reporter=json', `--outputFile=${file}`],
    { encoding: 'utf8' },
  )
  const result = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number
    testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
  }
  const failed = result.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  )
  expect(failed, (stdout + stderr).slice(-4000)).toEqual([])
  expect(result.numPassedTests).toBeGreaterThan(300)
  for (const suite of suites)
    expect(
      result.testResults.some(({ name }) => name.includes(suite)),
      suite,
    ).toBe(true)
})
