import { exitCodes, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { defineCommand } from '../command.ts'

export default defineCommand({
  name: 'policy',
  summary: 'tell the hash of a policy, or check whether it can be signed',
  usage: 'hash|check POLICY.yaml',
  atMost: 2,
  options: {},
  details: `
Neither needs a dump or a key. hash is what an approval names: \`approvals: [{role, on, of}]\`. It covers
everything that the policy says and extends, but not approvals, the key's check value, comments and layout.
check says what \`poligon mask --strict\` would refuse, and ends with exit code 3 when that is anything:
no controller, no retention, reasons that say nothing, paths kept without a reason, a state nobody approved.

  poligon policy hash anonymizers/shop.yaml
  poligon policy check anonymizers/shop.yaml`,
  async run({ positionals, json, print }) {
    const [verb, file] = positionals
    if ((verb !== 'hash' && verb !== 'check') || file === undefined)
      throw new PoligonError('POLIGON_USAGE', {
        what: say`policy does not understand ${name(positionals.join(' ') || 'this')}.`,
        remedy: say`Write \`poligon policy hash POLICY.yaml\` or \`poligon policy check POLICY.yaml\`.`,
      })
    const { checkPolicy } = await import('../../anonymizers/index.ts')
    const { hash, findings } = await checkPolicy(file)
    if (verb === 'hash') {
      print(json ? `${JSON.stringify({ hash })}\n` : `${hash}\n`)
      return exitCodes.done
    }
    const lines = findings.map(
      ({ file: place, line, column, what, remedy }) =>
        `${place}:${line}:${column}  ${what}${remedy === undefined ? '' : ` ${remedy}`}\n`,
    )
    if (json) print(`${JSON.stringify({ hash, findings }, undefined, 2)}\n`)
    else print(lines.length === 0 ? `${hash}  approved, nothing is left to say\n` : lines.join(''))
    return findings.length === 0 ? exitCodes.done : exitCodes.refused
  },
})
