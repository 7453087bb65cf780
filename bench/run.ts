import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { basename, join } from 'node:path'
import { childEnvironment } from 'poligon'

// `npm run bench [NAME…]` runs bench/<name>.bench.ts, all of them by default, and writes the figures of each
// to its section of docs/reference/benchmarks.md.

const page = 'docs/reference/benchmarks.md'
const wanted = process.argv.slice(2)
const all = readdirSync('bench')
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => basename(file, '.bench.ts'))
  .toSorted()
const chosen = all.filter((name) => wanted.length === 0 || wanted.includes(name))
if (chosen.length === 0) {
  process.stderr.write(`There is no such benchmark. They are: ${all.join(', ')}.\n`)
  process.exit(2)
}

const sections = new Map(
  (existsSync(page) ? readFileSync(page, 'utf8') : '')
    .split(/^(?=## )/m)
    .slice(1)
    .map((section) => [/^## (\S+)/.exec(section)?.[1] ?? '', section.trimEnd()]),
)
for (const name of chosen) {
  process.stderr.write(`── ${name}\n`)
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--conditions=poligon-source', join('bench', `${name}.bench.ts`)],
    {
      encoding: 'utf8',
      env: childEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  process.stdout.write(stdout)
  if (status === 0) sections.set(name, sectionOf(name, stdout.trim()))
  else process.exitCode = 1
}
const left = all.flatMap((name) => sections.get(name) ?? [])
writeFileSync(
  page,
  `# Benchmarks

Written by \`npm run bench\`. Wall times swing by a factor of two on shared machines; compare ratios within a section.

${left.join('\n\n')}
`,
)

/** A table stays one; other figures keep their lines. */
function sectionOf(name: string, figures: string): string {
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`
  const shown = figures.startsWith('|') ? figures : `\`\`\`\n${figures}\n\`\`\``
  return `## ${name}

\`npm run bench ${name}\`, ${new Date().toISOString().slice(0, 10)}: ${machine}.

${shown}`
}
