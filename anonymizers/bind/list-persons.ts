import type { ListPersons, PathStep } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import type { Subject } from '../programs/subject.ts'
import { withPerson } from './persons.ts'

/** A part of a nested value, with its program. */
export interface Part {
  readonly path: readonly PathStep[]
  readonly program: Program
}

/** What names a person by itself, first things first. A first name and a surname are one name. */
const namesOfPersons: readonly (readonly string[])[] = [
  ['email'],
  ['fullName'],
  ['firstName', 'lastName'],
]

/**
 * Makes each element of a list a person of its own where a part of it is an e-mail or a name: its parts
 * are masked as belonging together, and to whom that e-mail, else that name, says. Elements that name
 * nobody belong to what is around them: the element of an outer list, or the person of the row.
 *
 * @param ofRow lists whose elements belong to the person of the row whatever is in them
 * @param column tells lists of one column apart that are nested in each other's formats
 */
export function withListPersons(
  parts: readonly Part[],
  ofRow: readonly (readonly PathStep[])[],
  column: string,
): { readonly paths: readonly Part[]; readonly lists: readonly ListPersons[] } {
  const lists = new Map<string, ListPersons>()
  const paths = parts.map(({ path, program }): Part => {
    for (const list of listsAround(path)) {
      if (ofRow.some((one) => isSame(one, list))) break
      const by = namesIn(parts, list)
      if (by.length === 0) continue
      const id = `${column} ${JSON.stringify(list)}`
      lists.set(id, { id, path: list, by })
      return { path, program: withPerson(program, { element: id }) }
    }
    return { path, program }
  })
  return { paths, lists: [...lists.values()] }
}

/** The paths to the elements of all lists that `path` leads through, innermost first. */
function listsAround(path: readonly PathStep[]): PathStep[][] {
  return path.flatMap((step, i) => (step === 'each' ? [path.slice(0, i + 1)] : [])).toReversed()
}

const isSame = (a: readonly PathStep[], b: readonly PathStep[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

function namesIn(parts: readonly Part[], list: readonly PathStep[]): ListPersons['by'] {
  const inElement = parts.flatMap(({ path, program }) => {
    const within = path.slice(list.length)
    const subject = program.op === 'render' ? program.subject : undefined
    const direct = isSame(path.slice(0, list.length), list) && !within.some(isWildcard)
    return subject && direct ? [{ path: within, subject }] : []
  })
  return namesOfPersons.flatMap((domains): ListPersons['by'] => {
    const found = domains.flatMap((domain) =>
      inElement.filter(({ subject }) => subject.domain === domain).slice(0, 1),
    )
    const [first] = found
    if (!first) return []
    const { domain, canonical }: Subject =
      found.length > 1 ? { domain: 'fullName', canonical: 'name' } : first.subject
    return [{ domain, canonical, paths: found.map(({ path }) => path) }]
  })
}

const isWildcard = (step: PathStep): boolean => typeof step === 'string'
