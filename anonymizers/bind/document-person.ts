import { name, say } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import { contentColumn } from '../exchange/layout.ts'
import { parsePath } from '../policy/path.ts'
import type { Person } from '../policy/treatment.ts'
import type { Program } from '../programs/program.ts'
import { withPerson } from './persons.ts'
import { refusal } from './refusal.ts'
import type { Decided } from './rule-book.ts'

/** A path that stands where a column names the person: files without columns have one value a row. */
export const isDocumentPerson = (
  table: TableShape,
  decided: Decided<Person> | undefined,
): decided is Decided<string> =>
  typeof decided?.value === 'string' &&
  decided.value.startsWith('$') &&
  table.columns.length === 1 &&
  table.columns[0]?.name === contentColumn

const id = 'document'

/**
 * The same walk through a document that is about the person whose e-mail or name stands at a path of it.
 * Elements of lists that name somebody stay persons of their own.
 *
 * @throws POLIGON_POLICY_REFUSED when nothing is masked at that path that could name a person.
 */
export function withDocumentPerson(
  program: Program,
  table: TableShape,
  decided: Decided<string>,
): Program {
  const steps = parsePath(decided.value)
  const walk = program.op === 'walk' ? program : undefined
  const named = walk?.paths.find(({ path }) => JSON.stringify(path) === JSON.stringify(steps))
  if (!walk || !steps || named?.program.op !== 'render' || steps.includes('each'))
    throw refusal(decided, table.name, contentColumn, {
      what: say`${name(decided.value)} is no path of the content that is masked as an e-mail address or a name.`,
      remedy: say`Name one of its paths, outside of lists.`,
    })
  const { domain, canonical } = named.program.subject
  // In XML the first member is the root element itself.
  const root = walk.format === 'xml' ? steps.slice(0, 1) : []
  const by = [{ domain, canonical, paths: [steps.slice(root.length)] }]
  const about = withPerson(walk, { element: id })
  if (about.op !== 'walk') return about
  return { ...about, lists: [...(about.lists ?? []), { id, path: root, by }] }
}
