import type { PathStep } from '../programs/nested-programs.ts'
import type { ElementPersona } from './element-persona.ts'
import type { Step } from './step.ts'

/** The paths of a nested format as one tree. */
export interface PathNode {
  /** What happens to a value that a path ends at. */
  readonly step: Step | undefined
  /** A path ends here and says that all below stays. */
  readonly keeps: boolean
  readonly members: readonly { readonly name: Uint8Array; readonly node: PathNode }[]
  readonly each: PathNode | undefined
  readonly everyMember: PathNode | undefined
  /** What is here is an element of a list, and a person of its own. */
  readonly element: ElementPersona | undefined
}

interface Building {
  step: Step | undefined
  keeps: boolean
  members: { name: Uint8Array; key: string; node: Building }[]
  each: Building | undefined
  everyMember: Building | undefined
  element: ElementPersona | undefined
}

const leaf = (): Building => ({
  step: undefined,
  keeps: false,
  members: [],
  each: undefined,
  everyMember: undefined,
  element: undefined,
})

export function pathTree(
  paths: readonly {
    readonly path: readonly PathStep[]
    readonly step: Step
    readonly keeps: boolean
  }[],
  lists: readonly { readonly path: readonly PathStep[]; readonly element: ElementPersona }[] = [],
): PathNode {
  const root = leaf()
  for (const { path, step, keeps } of paths)
    Object.assign(path.reduce(descend, root), { step, keeps })
  for (const { path, element } of lists) path.reduce(descend, root).element = element
  return root
}

function descend(node: Building, step: PathStep): Building {
  if (step === 'each') return (node.each ??= leaf())
  if (step === 'every-member') return (node.everyMember ??= leaf())
  let member = node.members.find(({ key }) => key === step.member)
  if (!member) {
    member = { name: Buffer.from(step.member), key: step.member, node: leaf() }
    node.members.push(member)
  }
  return member.node
}

/** The nodes that lead on from `nodes` at the member called `name`. */
export function intoMember(nodes: readonly PathNode[], name: Uint8Array): readonly PathNode[] {
  if (nodes.length === 0) return nodes
  return nodes.flatMap((node) => {
    const member = node.members.find((one) => Buffer.compare(one.name, name) === 0)?.node
    return [member, node.everyMember].filter((next) => next !== undefined)
  })
}

/** The nodes that lead on from `nodes` at an element of a list. */
export function intoElement(nodes: readonly PathNode[]): readonly PathNode[] {
  if (nodes.length === 0) return nodes
  return nodes.flatMap(({ each }) => (each ? [each] : []))
}

/** The node that decides about a value: the first that a path ends at, which is the most exact. */
export function endOf(nodes: readonly PathNode[]): PathNode | undefined {
  for (const node of nodes) if (node.step) return node
  return undefined
}

/** Paths lead on to something below. */
export function leadOn(nodes: readonly PathNode[]): boolean {
  return nodes.some((node) => node.members.length > 0 || node.each || node.everyMember)
}

/** A path as policies write it. */
export const pathText = (path: readonly PathStep[]): string =>
  `$${path
    .map((step) =>
      step === 'each'
        ? '[*]'
        : step === 'every-member'
          ? '.*'
          : /^[^.[\]'"*\s]+$/u.test(step.member)
            ? `.${step.member}`
            : `['${step.member.replaceAll("'", "''")}']`,
    )
    .join('')}`
