import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { basename, join } from 'node:path'
import { childEnvironment } from 'poligon'

// `npm run bench [NAME…]` runs bench/<name>.bench.ts, all of them by default; a whole run writes the
// figures to docs/reference/benchmarks.md.

const wanted = process.argv.slice(2)
const all = readdirSync('bench')
  .filter((file) => file.endsWith('.bench.ts'))
  .toSorted()
const chosen = all.filter(
  (file) => wanted.length === 0 || wanted.includes(basename(file, '.bench.ts')),
)
if (chosen.length === 0) {
  process.stderr.write(
    `There is no such benchmark. They are: ${all.map((file) => basename(file, '.bench.ts')).join(', ')}.\n`,
  )
  process.exit(2)
}

const sections = chosen.map((file) => {
  process.stderr.write(`── ${file}\n`)
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--conditions=poligon-source', join('bench', file)],
    {
      encoding: 'utf8',
      env: childEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  process.stdout.write(stdout)
  if (status !== 0) process.exitCode = 1
  return `## ${basename(file, '.bench.ts')}\n\n\`npm run bench ${basename(file, '.bench.ts')}\`\n\n\`\`\`\n${stdout.trim()}\n\`\`\`\n`
})

if (wanted.length === 0 && process.exitCode === undefined)
  writeFileSync(
    'docs/reference/benchmarks.md',
    `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB.
Wall times swing by a factor of two on shared machines; compare ratios within a section.

${sections.join('\n')}`,
  )
