import type { PathStep } from '../programs/nested-programs.ts'

const step =
  /\.(?<every>\*)|\.(?<plain>[^.[\]'"*\s]+)|(?<each>\[\*\])|\['(?<single>(?:[^']|'')+)'\]|\["(?<double>(?:[^"]|"")+)"\]/uy

/**
 * Reads `$.a.b`, `$.list[*].street`, `$.a.*.b`, `$['odd key']` (a quote inside is doubled). A member
 * of a PHP array is written like a member of an object. Undefined when it is no such path.
 */
export function parsePath(text: string): PathStep[] | undefined {
  if (!text.startsWith('$')) return undefined
  const steps: PathStep[] = []
  let at = 1
  while (at < text.length) {
    step.lastIndex = at
    const parts = step.exec(text)?.groups
    if (!parts) return undefined
    at = step.lastIndex
    const { every, plain, each, single, double } = parts
    if (every !== undefined) steps.push('every-member')
    else if (each !== undefined) steps.push('each')
    else
      steps.push({
        member: plain ?? single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? '',
      })
  }
  return steps
}

/** Orders paths: of two that fit one place, the one with the earlier named member comes first. */
export function bySpecificity(a: readonly PathStep[], b: readonly PathStep[]): number {
  const weight = (one: PathStep | undefined) =>
    one === undefined ? 2 : typeof one === 'object' ? 0 : 1
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = weight(a[i]) - weight(b[i])
    if (order !== 0) return order
  }
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}
