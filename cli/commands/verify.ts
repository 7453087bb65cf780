import { exitCodes, PoligonError } from '../../core/errors.ts'
import { keyIsSet, loadKey } from '../../core/key.ts'
import { name, say } from '../../core/redacted.ts'
import type { SelfTest, Verification } from '../../anonymizers/index.ts'
import { defineCommand } from '../command.ts'
import { jobsOf } from '../jobs.ts'
import { textTable } from '../table.ts'
import { tellOfUnread } from '../tell-of-unread.ts'

export default defineCommand({
  name: 'verify',
  summary: 'look whether personal data of an original is left in its masked copy',
  usage:
    'MASKED --against ORIGINAL --policy POLICY.yaml | --self-test --against ORIGINAL --policy POLICY.yaml',
  atMost: 1,
  options: {
    against: { type: 'string', value: 'ORIGINAL', describe: 'what the copy was made from' },
    'self-test': {
      type: 'boolean',
      describe: 'plant invented people, mask them, and look whether they are gone',
    },
    policy: { type: 'string', value: 'POLICY.yaml', describe: 'what should have happened' },
    jobs: { type: 'string', value: 'N', describe: 'worker threads; 0: none (default: one a core)' },
  },
  details: `
MASKED and ORIGINAL are dumps as \`poligon mask\` reads them, or addresses of databases (postgres://…, mysql://…,
mariadb://…) of one engine; the copy may come from another tool, and have its columns in another order.
Every value that the policy masks or takes out is looked for in every field of the copy, also in columns that
are kept: in other letter case, inside JSON, XML, serialized and escaped texts, in base64 and hexadecimal numbers,
and numbers by their digits alone. Values shorter than 6 bytes and words such as first names are compared row by
row, where the rows of both are in one order.
Dates of birth in any spelling, names and logins are held against the other columns of their own row too.
Masked e-mails, phones, tax and bank numbers, PESEL and cards must lie in ranges that belong to nobody.
--self-test takes the tables of ORIGINAL without their rows, plants invented people into them, masks those by the
policy (with POLIGON_KEY… where it is set, else a key that is thrown away), and looks for them: they must be gone
from what was masked, and be found in what was not.
No key is needed otherwise. The answer holds names of tables and columns, never a value. Exit code 1: something
is left.

  poligon verify shop-masked.sql.gz --against shop.sql.gz --policy anonymizers/shop.yaml`,
  async run({ positionals, values, json, log, quiet, signal, print }) {
    const [masked] = positionals
    const { against: original, policy } = values
    if (
      values['self-test'] === true &&
      typeof original === 'string' &&
      typeof policy === 'string'
    ) {
      const { selfTestOf } = await import('../../runs/index.ts')
      const key = keyIsSet() ? { key: loadKey() } : {}
      const tested = await selfTestOf({ original, policy, log, signal, ...key })
      print(json ? `${JSON.stringify(tested, undefined, 2)}\n` : asSentences(tested))
      const isSound = tested.survived.length === 0 && tested.unseen.length === 0
      return isSound ? exitCodes.done : exitCodes.checkFailed
    }
    if (masked === undefined || typeof original !== 'string' || typeof policy !== 'string')
      throw new PoligonError('POLIGON_USAGE', {
        what: say`MASKED, --against and --policy are needed.`,
        remedy: say`For example: \`poligon verify masked.sql --against shop.sql --policy anonymizers/shop.yaml\`.`,
      })
    const { verifyDatabases } = await import('../../runs/index.ts')
    const jobs = jobsOf(typeof values['jobs'] === 'string' ? values['jobs'] : undefined)
    const found = await verifyDatabases({ masked, original, policy, log, quiet, signal, ...jobs })
    print(json ? `${JSON.stringify(found, undefined, 2)}\n` : asText(found))
    const { checked } = found
    for (const table of found.unaligned)
      log.warn(
        say`The rows of ${name(table)} are not in the order of the original: short values and names in it were not compared row by row.`,
      )
    tellOfUnread(checked.unread, log)
    log.info(
      say`Looked for ${checked.originals} original values in ${checked.fields} fields of ${checked.rows} rows, in ${Number(checked.seconds.toFixed(1))} s.`,
    )
    const isClean = found.leaks.length === 0 && found.reachable.length === 0
    return isClean ? exitCodes.done : exitCodes.checkFailed
  },
})

function asSentences({ tables, columns, kinds, survived, unseen }: SelfTest): string {
  const lines = [
    `Invented people were planted into ${columns} columns of ${tables} tables: ${kinds.join(', ')}.\n`,
    survived.length === 0
      ? 'Masked, none of them was left.\n'
      : `Left although they were masked:\n${textTable(survived.map(({ table, column, kind }) => [`${table}.${column}`, kind]))}`,
    unseen.length === 0
      ? 'Not masked, all of them were found.\n'
      : `Not found although they were not masked:\n${textTable(unseen.map(({ table, column, kind }) => [`${table}.${column}`, kind]))}`,
  ]
  return lines.join('')
}

function asText({ leaks, explained, reachable }: Verification): string {
  const line = ({ table, column, kind, rows }: Verification['leaks'][number]) => [
    table === '' ? '(between the rows)' : column === '' ? table : `${table}.${column}`,
    kind,
    `${rows} ${rows === 1 ? 'row' : 'rows'}`,
  ]
  const kept = explained.filter(({ why }) => why === 'kept')
  const unsure = explained.filter(({ why }) => why === 'unsure')
  const blocks = [
    leaks.length === 0
      ? 'Nothing of the original is left.\n'
      : `Left of the original; mask or drop these columns, or mask the copy again:\n${textTable(leaks.map(line))}`,
    reachable.length === 0
      ? ''
      : `Masks that are not in the ranges that belong to nobody:\n${textTable(reachable.map(line))}`,
    unsure.length === 0
      ? ''
      : `More often there than by chance, and no proof: look where these columns come from, and mask them if they repeat what is masked elsewhere:\n${textTable(unsure.map(line))}`,
    kept.length === 0
      ? ''
      : `Kept by the policy, and equal to something that it masks elsewhere, with its reason:\n${textTable(kept.map((one) => [...line(one), one.reason ?? '']))}`,
  ]
  return blocks.filter((block) => block !== '').join('\n')
}
