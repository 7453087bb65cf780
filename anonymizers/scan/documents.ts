import { holdsPerson } from './content.ts'
import { readPhp } from './read-php.ts'
import { readXml } from './read-xml.ts'

/** In what form a value holds other values. */
export const documentForms = ['json', 'php', 'xml'] as const
export type DocumentForm = (typeof documentForms)[number]

/** A text or number inside a document. `path` as policies write it: `$.address.street`, `$.list[*].name`. */
export interface Leaf {
  readonly path: string
  /** The names of members on the way to it, outermost first. */
  readonly members: readonly string[]
  readonly value: string
}

export interface Document {
  readonly form: DocumentForm
  readonly leaves: readonly Leaf[]
  /** Of XML: paths to elements that stand several times in their parent. */
  readonly lists: readonly string[]
}

/** Longer ones are masked in no column and no file either. */
const longest = 64 * 1024 * 1024
const deepest = 40
const mostLeaves = 20_000
/** Of one path: what comes behind a long list is seen too. */
const mostOfPath = 200

/** What a value holds when it is a document of one of these forms; undefined when it is none. */
export function leavesOf(value: string): Document | undefined {
  if (value.length < 2 || value.length > longest) return undefined
  const first = value.trimStart()[0]
  if (first === '{' || first === '[') {
    const parsed = parsedJson(value)
    return parsed === undefined ? undefined : { form: 'json', leaves: collect(parsed), lists: [] }
  }
  if (/^[aO]:\d+:/.test(value)) {
    const parsed = readPhp(value)
    return parsed === undefined ? undefined : { form: 'php', leaves: collect(parsed), lists: [] }
  }
  return first === '<' ? xmlOf(value) : undefined
}

function xmlOf(value: string): Document | undefined {
  const read = readXml(value)
  return (
    read && {
      form: 'xml',
      leaves: read.leaves.map(({ names, value: text }) => ({
        path: pathTo(names),
        members: names.map((name) => name.replace(/^@/, '')),
        value: text,
      })),
      lists: read.repeated.map((names) => pathTo(names.split('/'))),
    }
  )
}

const pathTo = (names: readonly string[]): string => `$${names.map(stepTo).join('')}`

/** A path with `[*]` behind every element that is known to stand several times. */
export function withLists(path: string, lists: ReadonlySet<string>): string {
  let at = ''
  let shown = ''
  for (const step of path.split(/(?=\.|\[')/)) {
    at += step
    shown += lists.has(at) ? `${step}[*]` : step
  }
  return shown
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
function collect(root: unknown): readonly Leaf[] {
  const leaves: Leaf[] = []
  const seen = new Map<string, number>()
  const visit = (value: unknown, path: string, members: readonly string[], depth: number): void => {
    if (leaves.length >= mostLeaves || depth > deepest) return
    if (Array.isArray(value)) {
      for (const element of value) visit(element, `${path}[*]`, members, depth + 1)
    } else if (typeof value === 'object' && value !== null) {
      for (const [member, inner] of Object.entries(value))
        visit(
          inner,
          path + stepTo(member),
          isValueLike(member) ? members : [...members, member],
          depth + 1,
        )
    } else if (typeof value === 'string' || typeof value === 'number') {
      const count = seen.get(path) ?? 0
      seen.set(path, count + 1)
      if (count < mostOfPath) leaves.push({ path, members, value: String(value) })
    }
  }
  visit(root, '$', [], 0)
  return leaves
}

/** Numbers, ids and persons as names of members stand for any: their places are alike, and they are values. */
/** An `@` before a name is that of an attribute, or of linked data. */
const isValueLike = (member: string): boolean => isOneOfMany(member.replace(/^@/, ''))

const isOneOfMany = (member: string): boolean =>
  /^\d+$|@|^[0-9A-HJKMNP-TV-Z]{26}$|^[0-9a-f]{16,}$|^[0-9a-f]{8}-[0-9a-f]{4}-|_[0-9A-Z]{26}$/i.test(
    member,
  ) ||
  member.length > 60 ||
  holdsPerson(member)

const stepTo = (member: string): string =>
  isValueLike(member)
    ? '.*'
    : /^[^.[\]'"*\s]+$/.test(member)
      ? `.${member}`
      : `['${member.replaceAll("'", "''")}']`
