import type { WalkProgram } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import { endOf, intoElement, intoMember, leadOn, pathTree, type PathNode } from './path-tree.ts'
import { outcome, type Step } from './step.ts'
import type { WasmMemory } from './wasm-memory.ts'

/** More states of paths are left to JavaScript. */
const mostStates = 1000

/** Lays out the states that a walker over paths can be in, as assembly/json.ts reads them. */
export function layOutPaths(
  { paths }: WalkProgram,
  memory: WasmMemory,
  layOut: (program: Program) => number,
): number | undefined {
  const programs = new Map<Step, number>()
  const root = pathTree(
    paths.map(({ path, program }) => {
      const step: Step = () => outcome.kept
      programs.set(step, layOut(program))
      return { path, step, keeps: program.op === 'keep' }
    }),
  )
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
    ])
  }

  const at = stateOf([root])
  return states > mostStates ? undefined : at
}
