import { systemClock } from '../../core/clock.ts'
import { exitCodes, PoligonError } from '../../core/errors.ts'
import { keyCheck } from '../../core/key-scope.ts'
import { loadKey } from '../../core/key.ts'
import { name, say } from '../../core/redacted.ts'
import type { KeySet, KeySets, ProjectTrail, SetCopy } from '../../runs/index.ts'
import { defineCommand, type CommandContext } from '../command.ts'
import { projectFolder } from '../project-folder.ts'
import { textTable } from '../table.ts'

export default defineCommand({
  name: 'key',
  summary: 'check the masking key, and make or destroy throw-away keys of sets of copies',
  usage: 'check [--policy POLICY.yaml [--write]] | create --set NAME | destroy NAME | list',
  atMost: 2,
  options: {
    policy: {
      type: 'string',
      value: 'POLICY.yaml',
      describe: 'check: whether the policy knows the key',
    },
    write: { type: 'boolean', describe: 'check: write the check value into the policy' },
    set: { type: 'string', value: 'NAME', describe: 'create: the set that the key is for' },
  },
  details: `
check tells the check value of the key that is set (POLIGON_KEY, POLIGON_KEY_FILE, POLIGON_KEY_COMMAND).
A policy that has it (\`key: {check: …}\`) refuses every other key before anything is read; exit 3 when it has
another one. --write changes no other byte of the policy, and not its hash.
create makes a random key that lives in the project's .poligon/keys only and masks one set:
\`poligon mask … --set NAME\`. destroy overwrites and removes it, and writes into the journal beside it which
copies nobody can link back to people any more. list shows the sets of this project.

  poligon key check --policy anonymizers/shop.yaml
  poligon key create --set 2026-05
  poligon key destroy 2026-05`,
  async run(context) {
    const [verb, ...rest] = context.positionals
    const only = rest.length === 0
    if (verb === 'check' && only) return check(context)
    const { openKeySets, openTrail } = await import('../../runs/index.ts')
    const sets = await openKeySets(projectFolder(), systemClock)
    const named = context.values['set']
    if (verb === 'create' && only && typeof named === 'string') return create(sets, named, context)
    if (verb === 'destroy' && rest[0] !== undefined) {
      const trail = await openTrail(projectFolder(), systemClock)
      return destroy(sets, trail, rest[0], context)
    }
    if (verb === 'list' && only) return list(sets, context)
    throw new PoligonError('POLIGON_USAGE', {
      what: say`key does not understand ${name(context.positionals.join(' ') || 'this')}.`,
      remedy: say`Write \`poligon key check\`, \`create --set NAME\`, \`destroy NAME\` or \`list\`.`,
    })
  },
})

async function check({ values, json, print }: CommandContext): Promise<number> {
  const key = loadKey()
  const { policy: file } = values
  if (typeof file !== 'string') {
    if (values['write'] === true)
      throw new PoligonError('POLIGON_USAGE', {
        what: say`--write needs a policy to write to.`,
        remedy: say`Name it: \`poligon key check --policy POLICY.yaml --write\`.`,
      })
    print(answer(json, { check: keyCheck(key), keyId: key.id }, `${keyCheck(key)}\n`))
    return exitCodes.done
  }
  const { checkKeyOf, writeKeyCheck } = await import('../../anonymizers/index.ts')
  if (values['write'] === true) await writeKeyCheck(file, key)
  const result = await checkKeyOf(file, key)
  const told = {
    same: 'the policy knows this key',
    other: 'the policy knows another key',
    absent: 'the policy knows no key yet; --write adds this one',
  }[result.policy]
  print(answer(json, { ...result, keyId: key.id }, `${result.check}  ${told}\n`))
  return result.policy === 'other' ? exitCodes.refused : exitCodes.done
}

function create(sets: KeySets, set: string, { json, print, log }: CommandContext): number {
  const made = sets.create(set)
  log.info(say`The key of the set ${name(set)} is in .poligon/keys only: keep that out of backups.`)
  print(answer(json, made, `${line(made).join('  ')}\n`))
  return exitCodes.done
}

function destroy(
  sets: KeySets,
  trail: ProjectTrail,
  set: string,
  { json, print, log }: CommandContext,
): number {
  const destroyed = sets.destroy(set)
  const inTrail = trail
    .read()
    .entries.some(({ event }) => event.event === 'key-destroyed' && event.set === set)
  if (!inTrail)
    trail.keyDestroyed({
      set,
      check: destroyed.check,
      copies: destroyed.copies.map(({ target }) => target),
    })
  print(answer(json, destroyed, destroyed.copies.map(copyLine).join('')))
  log.info(
    say`The key of the set ${name(set)} is destroyed; ${destroyed.copies.length} copies cannot be linked back by it any more. What they keep unmasked stays as it is.`,
  )
  return exitCodes.done
}

function list(sets: KeySets, { json, print }: CommandContext): number {
  const all = sets.list()
  print(
    answer(
      json,
      { sets: all },
      all.length === 0
        ? 'No set has a name yet.\n'
        : textTable([['set', 'key', 'check', 'since', 'copies', 'state'], ...all.map(line)]),
    ),
  )
  return exitCodes.done
}

const answer = (json: boolean, value: object, text: string): string =>
  json ? `${JSON.stringify(value, undefined, 2)}\n` : text

const line = ({ set, key, check, since, copies, destroyed }: KeySet): string[] => [
  set,
  key,
  check,
  since.slice(0, 10),
  String(copies.length),
  destroyed === undefined ? 'in use' : `destroyed ${destroyed.slice(0, 10)}`,
]

const copyLine = ({ target, keyId, policy, at, complete }: SetCopy): string =>
  `${target}  key ${keyId}  policy ${policy}  ${at}${complete ? '' : '  (never completed)'}\n`
