import { readFileSync } from 'node:fs'
import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { didYouMean } from './closest.ts'
import { PoligonError } from './errors.ts'
import { name, say, type Redacted } from './redacted.ts'

/** A YAML file that was read and checked, and where each of its parts stands. */
export interface SourceText<T> {
  readonly file: string
  readonly value: T
  /** Line and column (both from 1) of the part at `path`, of the nearest part above it when it is absent. */
  readonly position: (path: readonly PropertyKey[]) => { line: number; column: number }
}

/**
 * Reads YAML and checks it against `schema`.
 *
 * @throws POLIGON_CONFIG with file, line and column when it cannot be read, parsed or does not fit.
 */
export function readYaml<T>(file: string, schema: z.ZodType<T>): SourceText<T> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`The file ${name(file)} cannot be read.`,
      remedy: say`Check the path and the permissions.`,
      cause,
    })
  }
  return parseYaml(text, file, schema)
}

/** {@link readYaml} on text that was read already. */
export function parseYaml<T>(text: string, file: string, schema: z.ZodType<T>): SourceText<T> {
  const counter = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    // Its warnings go to stderr by themselves and repeat what they are about.
    logLevel: 'error',
  })
  const position = (path: readonly PropertyKey[]) => positionOf(document, counter, path)
  const broken = document.errors[0]
  if (broken) {
    const { line, col } = counter.linePos(broken.pos[0])
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`This is not valid YAML: ${name(broken.message)}.`,
      place: { file, line, column: col },
      remedy: say`Mend the line and run again.`,
    })
  }
  const result = schema.safeParse(plainValue(document, file) ?? {}, { reportInput: true })
  if (result.success) return { file, value: result.data, position }
  const issue = deepest(result.error.issues)
  const { line, column } = position([...issue.path, ...(issue.unknown ?? []).slice(0, 1)])
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`At ${name(issue.path.map(String).join('.') || 'the top level')}: ${issue.message}.`,
    place: { file, line, column },
    remedy: say`${issue.hint ?? say``}Mend the line and run again.`,
  })
}

/** @throws POLIGON_CONFIG when aliases multiply what stands in the file beyond measure. */
function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS()
  } catch (cause) {
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`The aliases of this file cannot be followed.`,
      place: { file },
      remedy: say`Write out what they stand for.`,
      cause,
    })
  }
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: Redacted
  /** Keys of the part at `path` that nobody knows. */
  readonly unknown?: readonly string[]
  readonly hint?: Redacted
}

/** What is wrong with one part, in the words of somebody who writes the file. */
function told(issue: z.core.$ZodIssue, path: readonly PropertyKey[], missing: string[]): Issue {
  if (issue.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys
    return {
      path,
      message: say`the key ${name(unknown)} is not known`,
      unknown: issue.keys,
      ...hinted(didYouMean(unknown, missing)),
    }
  }
  if (isMissing(issue)) return { path, message: say`it is missing` }
  return { path, message: name(issue.message) }
}

/** Of several complaints, and of the branches of a union, the one that got furthest: what the author meant. */
function deepest(issues: readonly z.core.$ZodIssue[], above: readonly PropertyKey[] = []): Issue {
  const missing = issues.flatMap((issue) =>
    isMissing(issue) ? [String(issue.path.at(-1) ?? '')] : [],
  )
  const flat = issues.map((issue): Issue => {
    const path = [...above, ...issue.path]
    const branches =
      issue.code === 'invalid_union' ? issue.errors.filter((branch) => branch.length > 0) : []
    const inner = branches.map((branch) => deepest(branch, path))
    return [...inner, told(issue, path, missing)].toSorted(byDepth)[0]!
  })
  return flat.toSorted(byDepth)[0]!
}

const isMissing = ({ code, input }: z.core.$ZodIssue) =>
  (code === 'invalid_type' || code === 'invalid_value') && input === undefined

const hinted = (hint: Redacted) => (hint === '' ? {} : { hint })

/** A key that nobody knows lies deeper than what is missing beside it: it is the reason. */
function byDepth(a: Issue, b: Issue): number {
  const depth = ({ path, unknown, hint }: Issue) =>
    path.length + (unknown ? 1.5 : 0) + (hint ? 0.25 : 0)
  return depth(b) - depth(a)
}

function positionOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]) {
  let node: unknown = document.contents
  let offset = 0
  const note = (candidate: unknown) => {
    const range = (candidate as { range?: readonly number[] } | null)?.range
    if (range?.[0] !== undefined) offset = range[0]
  }
  note(node)
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      if (!pair) break
      note(pair.key)
      node = pair.value
    } else if (isSeq(node) && typeof part === 'number') {
      node = node.items[part]
      note(node)
    } else break
  }
  const { line, col } = counter.linePos(offset)
  return { line, column: col }
}
