import { spawnSync } from 'node:child_process'
import { childEnvironment } from 'poligon'

// The main job, `npm start`, on warm caches: wall time of the whole, and of masking and loading both dumps.
const runs = 3

const figures = Array.from({ length: runs + 1 }, () => {
  const start = performance.now()
  const { status, stderr } = spawnSync('npm', ['start'], {
    encoding: 'utf8',
    env: childEnvironment({ NO_COLOR: '1' }),
  })
  if (status !== 0) throw new Error(`npm start ended with ${status}`)
  const seeded = /masked and loaded (\d+) rows of 2 databases in ([\d.]+) s/.exec(stderr)
  const scenarios = /Scenarios: (\d+) passed \(([\d.]+) s\)/.exec(stderr)
  return {
    whole: (performance.now() - start) / 1000,
    seeding: Number(seeded?.[2]),
    rows: Number(seeded?.[1]),
    scenarios: Number(scenarios?.[1]),
  }
}).slice(1)

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

console.log(
  `whole job             ${median(figures.map(({ whole }) => whole)).toFixed(1)} s wall (median of ${runs}, caches warm)`,
)
console.log(
  `mask and load         ${median(figures.map(({ seeding }) => seeding)).toFixed(1)} s for ${figures[0]?.rows ?? 0} rows of two dumps`,
)
console.log(`scenarios             ${figures[0]?.scenarios ?? 0} passed, two at a time`)
