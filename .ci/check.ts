import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

interface Stage {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** Counts what the command did; without it the stage is one check, passed when the command ends with 0. */
  readonly count?: (folder: string) => Counts | undefined
}

const vitest = (name: string, project: string): Stage => ({
  name,
  // Without V8's memory protection keys: they race with worker threads and then abort the whole process
  // (`Check failed: jit_page.has_value()`).
  command: [
    'node',
    '--no-memory-protection-keys',
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=$FOLDER/${project}.json`,
  ],
  count: (folder) => vitestCounts(join(folder, `${project}.json`)),
})

/** Everything that must hold, cheapest first. Each stage runs also when one before it failed. */
const stages: readonly Stage[] = [
  { name: 'format', command: ['oxfmt', '--check', '.'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'dead code', command: ['knip'] },
  vitest('unit tests', 'unit'),
  vitest('tests with servers', 'servers'),
  vitest('tests with Docker', 'docker'),
  vitest('package', 'package'),
  vitest('contracts of the package', 'contracts'),
  vitest('README', 'readme'),
]

const wanted = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'poligon-check-'))
try {
  process.exitCode = runAll(
    stages.filter(({ name }) => wanted.length === 0 || wanted.includes(name)),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function runAll(chosen: readonly Stage[]): number {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const lines: string[] = []
  for (const stage of chosen) {
    process.stdout.write(`\n── ${stage.name}\n`)
    const start = performance.now()
    const { passed, failed, skipped } = run(stage)
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
    lines.push(
      `${failed > 0 ? '✗' : '✓'} ${stage.name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`,
    )
  }
  process.stdout.write(`\n${lines.join('\n')}\n\n`)
  process.stdout.write(
    `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`,
  )
  return total.failed > 0 || total.passed === 0 ? 1 : 0
}

function run(stage: Stage): Counts {
  const [program, ...args] = stage.command.map((part) => part.replace('$FOLDER', folder)) as [
    string,
    ...string[],
  ]
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  const counts = stage.count?.(folder)
  if (!stage.count)
    return status === 0
      ? { passed: 1, failed: 0, skipped: 0 }
      : { passed: 0, failed: 1, skipped: 0 }
  if (!counts) return { passed: 0, failed: 1, skipped: 0 }
  // A runner that failed outside of any test must not look green.
  const unseen = status !== 0 && counts.failed === 0 ? 1 : 0
  return { ...counts, failed: counts.failed + unseen }
}

function vitestCounts(file: string): Counts | undefined {
  if (!existsSync(file)) return undefined
  const result = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
  }
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests,
    skipped: result.numPendingTests + result.numTodoTests,
  }
}
