import { systemClock } from '../../core/clock.ts'
import { exitCodes, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { TrailRun } from '../../runs/index.ts'
import { defineCommand } from '../command.ts'
import { projectFolder } from '../project-folder.ts'
import { textTable } from '../table.ts'

export default defineCommand({
  name: 'trail',
  summary: 'show who masked what, when and why, and check that nobody changed the record',
  usage: '[--verify]',
  atMost: 0,
  options: {
    verify: { type: 'boolean', describe: 'only check the chain; exit 1 where it does not hold' },
  },
  details: `
Every run of \`poligon mask\` in a project, every seeding of an environment and every destroyed key is written
down in .poligon/trail before it begins and when it ends: time, account, purpose, source, policy, key id, target
and result. No value of the data, no key and no password is in it.
Each line carries the hash of the one before, and head.json the last one's: a line that was changed, taken out or
added by hand shows. Whoever may write all of .poligon can also write all of it anew: reports of masking carry
the number and hash of their entry (\`trail\`), so that a trail without it was not the one. Keep copies elsewhere.

  poligon trail
  poligon trail --verify
  poligon trail --json`,
  async run({ values, json, log, print }) {
    const { openTrail } = await import('../../runs/index.ts')
    const trail = await openTrail(projectFolder(), systemClock)
    const { entries, broken, head } = trail.read()
    const runs = trail.runs()
    const chain = broken ? { holds: false, ...broken } : { holds: true, head }
    if (json)
      print(
        `${JSON.stringify(values['verify'] === true ? { entries: entries.length, chain } : { runs, events: entries, chain }, undefined, 2)}\n`,
      )
    else if (values['verify'] !== true)
      print(runs.length === 0 ? 'Nothing was done yet.\n' : textTable([heads, ...runs.map(line)]))
    if (broken)
      throw new PoligonError('POLIGON_CHECK_FAILED', {
        what: say`The trail was tampered with: line ${broken.line} ${broken.what}.`,
        remedy: say`Compare it with a copy or with reports that name their entries; what comes after that line proves nothing.`,
      })
    if (values['verify'] === true && !json)
      print(`${entries.length} entries, none was changed. The last: ${head.hash}\n`)
    const open = runs.filter(({ ended }) => !ended).length
    if (open > 0)
      log.info(say`${open} runs have no end: they were killed, or are under way (${name('?')}).`)
    return exitCodes.done
  },
})

const heads = [
  'when',
  'who',
  'what',
  'source',
  'target',
  'purpose',
  'policy',
  'key',
  'result',
  'verified',
  'until',
]

const line = (run: TrailRun): string[] => [
  run.at.slice(0, 19).replace('T', ' '),
  run.who,
  run.command,
  run.source.name,
  run.target,
  run.purpose,
  run.policy.hash.slice(7, 15),
  run.keyId.slice(0, 8),
  resultOf(run),
  run.ended?.verified === undefined ? '-' : run.ended.verified ? 'yes' : 'no',
  run.removed === undefined
    ? (run.expires?.slice(0, 10) ?? '-')
    : `removed ${run.removed.slice(0, 10)}`,
]

function resultOf({ ended }: TrailRun): string {
  if (!ended) return '?'
  return ended.code === undefined ? ended.result : `${ended.result} (${ended.code})`
}
