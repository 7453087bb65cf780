import { exitCodes } from '../../core/errors.ts'
import { keyIsSet, loadKey } from '../../core/key.ts'
import { defineCommand } from '../command.ts'

interface Line {
  readonly name: string
  readonly ok: boolean
  /** What was found, or what is missing and what that costs. */
  readonly detail: string
  /** The command that mends it. */
  readonly remedy?: string
}

export default defineCommand({
  name: 'doctor',
  summary: 'show what this machine has, what is missing, and the command that mends it',
  usage: '',
  atMost: 0,
  options: {},
  details: `
Exit code 0 when \`poligon start\` can run here, 4 when something that it needs cannot be had.

  poligon doctor`,
  async run({ json, print }) {
    const { checkMachine } = await import('../../environments/index.ts')
    const machine = await checkMachine()
    const able = machine.every(({ ok }) => ok)
    const lines: readonly Line[] = [...machine, keyLine()]
    print(
      json
        ? `${JSON.stringify({ able, checks: lines }, undefined, 2)}\n`
        : `${table(lines)}\n${able ? 'The main job can run here.' : 'The main job cannot run here yet.'}\n`,
    )
    return able ? exitCodes.done : exitCodes.unreachable
  },
})

function keyLine(): Line {
  const remedy = '`poligon start` writes one to .env; a data job sets POLIGON_KEY'
  if (!keyIsSet()) return { name: 'Masking key', ok: true, detail: 'none is set yet', remedy }
  try {
    return { name: 'Masking key', ok: true, detail: `set, id ${loadKey().id}` }
  } catch {
    return { name: 'Masking key', ok: false, detail: 'set, but not at least 32 hex digits', remedy }
  }
}

/** One line a check, what mends it under it. */
function table(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(({ name }) => name.length))
  return lines
    .map(({ name, ok, detail, remedy }) => {
      const line = `${ok ? '✓' : '✗'} ${name.padEnd(width)}  ${detail}`
      return remedy === undefined ? line : `${line}\n  ${''.padEnd(width)}  → ${remedy}`
    })
    .join('\n')
}
