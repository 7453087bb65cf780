import type { PathStep, WalkProgram } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'

/** A text in a document, or what holds more of them. */
type Part = { readonly text: string } | Holder
interface Holder {
  readonly members: Map<string, Part>
  /** The element of a list. */
  element?: Part
}

/**
 * Puts a document together that has a value at each of the paths. Paths that cannot stand in one document
 * with those before them are left out.
 *
 * @param valueAt - the value for what a path leads to; undefined where nothing is planted.
 * @returns undefined when no path has a value.
 */
export function plantedDocument(
  { format, paths }: WalkProgram,
  valueAt: (program: Program) => string | undefined,
): string | undefined {
  let root: Part | undefined
  for (const { path, program } of paths) {
    const steps = format === 'xml' ? path.filter((step) => step !== 'each') : path
    if (format === 'xml' && (steps.length === 0 || !fitsRoot(root, steps[0]))) continue
    if (!hasRoom(root, steps)) continue
    const text = valueAt(program)
    if (text !== undefined) root = put(root, steps, text)
  }
  return root && write[format](root)
}

/** XML has one element around all others. */
const fitsRoot = (root: Part | undefined, step: PathStep | undefined) =>
  !isAttribute(nameOf(step)) &&
  (root === undefined || ('members' in root && root.members.has(nameOf(step))))

/** Where any member is meant. */
const anyName = 'kanarek'
const nameOf = (step: PathStep | undefined) => (typeof step === 'object' ? step.member : anyName)
const isAttribute = (name: string) => name.startsWith('@')

function hasRoom(part: Part | undefined, [step, ...rest]: readonly PathStep[]): boolean {
  if (part === undefined) return true
  if (step === undefined || 'text' in part) return false
  if (step === 'each') return part.members.size === 0 && hasRoom(part.element, rest)
  return part.element === undefined && hasRoom(part.members.get(nameOf(step)), rest)
}

function put(part: Part | undefined, [step, ...rest]: readonly PathStep[], text: string): Part {
  if (step === undefined) return { text }
  const holder: Holder = part && 'members' in part ? part : { members: new Map() }
  if (step === 'each') holder.element = put(holder.element, rest, text)
  else holder.members.set(nameOf(step), put(holder.members.get(nameOf(step)), rest, text))
  return holder
}

const write: Readonly<Record<WalkProgram['format'], (root: Part) => string>> = {
  json: (root) => JSON.stringify(json(root)),
  php,
  xml: (root) => ('members' in root ? elements(root.members) : ''),
}

function json(part: Part): unknown {
  if ('text' in part) return part.text
  if (part.element) return [json(part.element)]
  return Object.fromEntries([...part.members].map(([name, inner]) => [name, json(inner)]))
}

function php(part: Part): string {
  const quoted = (text: string) => `s:${Buffer.byteLength(text)}:"${text}";`
  if ('text' in part) return quoted(part.text)
  if (part.element) return `a:1:{i:0;${php(part.element)}}`
  const members = [...part.members].map(([name, inner]) => `${quoted(name)}${php(inner)}`)
  return `a:${members.length}:{${members.join('')}}`
}

function elements(members: ReadonlyMap<string, Part>): string {
  const all = [...members]
  return all
    .filter(([name]) => !isAttribute(name))
    .map(([name, part]) => {
      if ('text' in part) return `<${name}>${xmlText(part.text)}</${name}>`
      const attributes = [...part.members].flatMap(([inner, value]) =>
        isAttribute(inner) && 'text' in value
          ? [` ${inner.slice(1)}="${xmlText(value.text)}"`]
          : [],
      )
      return `<${name}${attributes.join('')}>${elements(part.members)}</${name}>`
    })
    .join('')
}

const xmlText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
