import type { PathStep } from '../../programs/nested-programs.ts'
import { parsePath } from '../../policy/path.ts'
import type { Treatment } from '../../policy/treatment.ts'

type Walk = Extract<Treatment, { readonly verb: 'walk' }>

/** Of these paths the ones that no path of the policy leads to or past. */
export function unnamedPaths(walk: Walk, paths: readonly string[]): readonly string[] {
  const named = walk.paths.map(({ path }) => stepsOf(path, walk))
  return paths.filter((path) => {
    const steps = stepsOf(parsePath(path) ?? [], walk)
    return !named.some((one) => leadsTo(one, steps))
  })
}

/** In XML `[*]` says whose an element is, not where. */
const stepsOf = (path: readonly PathStep[], { format }: Walk): readonly PathStep[] =>
  format === 'xml' ? path.filter((step) => step !== 'each') : path

const leadsTo = (named: readonly PathStep[], found: readonly PathStep[]): boolean =>
  named.length <= found.length && named.every((step, i) => isAlike(step, found[i]))

function isAlike(named: PathStep, found: PathStep | undefined): boolean {
  if (named === 'every-member') return found !== 'each'
  if (typeof named === 'object' && typeof found === 'object') return named.member === found.member
  return named === found
}
