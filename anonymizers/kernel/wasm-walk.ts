import type { PathStep, WalkProgram } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import type { ElementPersona } from './element-persona.ts'
import { endOf, intoElement, intoMember, leadOn, pathTree, type PathNode } from './path-tree.ts'
import { outcome, type Step } from './step.ts'
import type { WasmMemory } from './wasm-memory.ts'

/** More states of paths are left to JavaScript. */
const mostStates = 1000

/** A list whose elements are persons, and by what: the form and the key of what names them. */
export interface LaidOutList {
  readonly path: readonly PathStep[]
  readonly by: readonly {
    readonly form: number
    readonly key: number
    readonly paths: readonly (readonly PathStep[])[]
  }[]
}

/** Lays out the states that a walker over paths can be in, as assembly/json.ts reads them. */
export function layOutPaths(
  { paths }: WalkProgram,
  memory: WasmMemory,
  layOut: (program: Program) => number,
  persons: readonly LaidOutList[] = [],
): number | undefined {
  const programs = new Map<Step, number>()
  const byPath = new Map<string, number>()
  const steps = paths.map(({ path, program }) => {
    const step: Step = () => outcome.kept
    const at = layOut(program)
    programs.set(step, at)
    byPath.set(JSON.stringify(path), at)
    return { path, step, keeps: program.op === 'keep' }
  })
  const elements = new Map<ElementPersona, number>()
  let isNamedByPaths = true
  const lists = persons.map(({ path, by }) => {
    const ways = by.flatMap(({ form, key, paths: parts }) => {
      const named = parts.map((part) => byPath.get(JSON.stringify([...path, ...part])) ?? 0)
      isNamedByPaths &&= !named.includes(0)
      return [form, key, parts.length, memory.words(named)]
    })
    const element: ElementPersona = {
      reader: pathTree([]),
      begin: () => {},
      end: () => {},
      subject: undefined,
    }
    elements.set(element, memory.words([by.length, ...ways]))
    return { path, element }
  })
  const root = pathTree(steps, lists)
  let states = 0

  function stateOf(nodes: readonly PathNode[]): number {
    if (nodes.length === 0 || ++states > mostStates) return 0
    const end = endOf(nodes)
    const names = new Map(
      nodes.flatMap((node) =>
        node.members.map(({ name }) => [Buffer.from(name).toString('latin1'), name] as const),
      ),
    )
    const members = [...names.values()].flatMap((name) => [
      memory.bytes(name),
      name.length,
      stateOf(intoMember(nodes, name)),
    ])
    return memory.words([
      (end?.step && programs.get(end.step)) ?? 0,
      end?.keeps ? 1 : 0,
      leadOn(nodes) ? 1 : 0,
      names.size,
      memory.words(members),
      stateOf(nodes.flatMap(({ everyMember }) => everyMember ?? [])),
      stateOf(intoElement(nodes)),
      nodes.reduce((at, { element }) => (element && elements.get(element)) ?? at, 0),
    ])
  }

  const at = stateOf([root])
  return states > mostStates || !isNamedByPaths ? undefined : at
}
