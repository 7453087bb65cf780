import type { z } from 'zod'
import { closest } from '../../core/closest.ts'
import { PoligonError, type ErrorCode } from '../../core/errors.ts'
import { name, names, say, type Redacted } from '../../core/redacted.ts'
import type { SourceText } from '../../core/source-text.ts'
import type { PolicySchemas } from '../policy-schema.ts'
import { keysAt } from './keys-at.ts'
import { verbs } from './treatment-schema.ts'

/** A part of a policy file that is wrong. The text of a policy is written by people and holds no data. */
export interface Complaint {
  readonly path: readonly PropertyKey[]
  readonly what: Redacted
  readonly remedy?: Redacted
}

const mend = say`Mend the line and run again.`

/** The error that a complaint is, with its file, line and column. */
export function complaintError(
  source: Pick<SourceText<unknown>, 'file' | 'position'>,
  complaint: Complaint,
  code: ErrorCode = 'POLIGON_CONFIG',
): PoligonError {
  return new PoligonError(code, {
    what: complaint.what,
    place: { file: source.file, ...source.position(complaint.path) },
    remedy: complaint.remedy ?? mend,
  })
}

export function didYouMean(typed: string, known: readonly string[]): Redacted {
  const near = closest(typed, known)
  if (near !== undefined) return say`Did you mean ${name(near)}?`
  return known.length === 0 ? mend : say`Known here: ${names(known.toSorted(), 40)}.`
}

/** Checks what was read against `schema` and complains about the first thing in the file that does not fit. */
export function checked<T>(
  source: SourceText<unknown>,
  schema: z.ZodType<T>,
  schemas: PolicySchemas,
): T {
  const result = schema.safeParse(source.value)
  if (result.success) return result.data
  const context = { root: source.value, schema, schemas }
  const complaints = result.error.issues.flatMap((issue) => complaintsOf(issue, [], context))
  const order = ({ path }: Complaint) => {
    const { line, column } = source.position(path)
    return line * 1e6 + column
  }
  const first = complaints.toSorted((a, b) => order(a) - order(b))[0]
  throw complaintError(source, first ?? { path: [], what: say`This is not a policy.` })
}

interface Context {
  readonly root: unknown
  readonly schema: z.ZodType
  readonly schemas: PolicySchemas
}

function complaintsOf(
  issue: z.core.$ZodIssue,
  above: readonly PropertyKey[],
  context: Context,
): Complaint[] {
  const path = [...above, ...issue.path]
  const value = valueAt(context.root, path)
  if (issue.code === 'invalid_union') return ofUnion(issue, path, value, context)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      what: say`${name(key)} is not known here.`,
      remedy: didYouMean(key, knownKeys(path, value, context)),
    }))
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const allowed = issue.values.map(String)
    return [
      {
        path,
        what: say`${where(path)} cannot be ${name(value)}.`,
        remedy: didYouMean(value, allowed),
      },
    ]
  }
  return [{ path, what: say`${where(path)}: ${name(issue.message)}.` }]
}

/** Of a treatment the verb says which branch was meant; of other unions the branch that got furthest. */
function ofUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: readonly PropertyKey[],
  value: unknown,
  context: Context,
): Complaint[] {
  if (isTreatment(path)) return ofTreatment(path, value, context)
  const branches = issue.errors.map((branch) =>
    branch.flatMap((inner) => complaintsOf(inner, path, context)),
  )
  const depth = (all: readonly Complaint[]) => Math.max(...all.map((one) => one.path.length))
  return branches.toSorted((a, b) => depth(b) - depth(a))[0] ?? []
}

function ofTreatment(path: readonly PropertyKey[], value: unknown, context: Context): Complaint[] {
  const transformers = context.schemas.transformers.map((transformer) => transformer.name)
  if (typeof value === 'string')
    return [
      {
        path,
        what: say`There is no transformer called ${name(value)}.`,
        remedy: didYouMean(value, transformers),
      },
    ]
  if (typeof value !== 'object' || value === null)
    return [{ path, what: say`${where(path)} says neither mask, keep nor drop.` }]
  const rule = value as Readonly<Record<string, unknown>>
  const used = verbs.filter((verb) => Object.hasOwn(rule, verb))
  if (used.length !== 1)
    return [
      {
        path,
        what:
          used.length === 0
            ? say`${where(path)} says neither mask, keep nor drop.`
            : say`${where(path)} says ${names(used)} at once.`,
        remedy: say`Write one of: ${names(verbs)}.`,
      },
    ]
  const meant = context.schemas.meant(rule, isNested(path))
  if (!meant)
    return [
      {
        path: [...path, 'mask'],
        what: say`There is no transformer called ${name(String(rule['mask']))}.`,
        remedy: didYouMean(String(rule['mask']), transformers),
      },
    ]
  const result = meant.safeParse(value)
  return result.success
    ? []
    : result.error.issues.flatMap((issue) => complaintsOf(issue, path, context))
}

/** Inside `json:` or `php:`, where conditions and uniqueness mean nothing. */
function isNested(path: readonly PropertyKey[]): boolean {
  const above = path.at(-2)
  return (above === 'json' || above === 'php' || above === 'xml') && isTreatment(path.slice(0, -2))
}

function isTreatment(path: readonly PropertyKey[]): boolean {
  if (path.length === 2) return path[0] === 'columns'
  if (path.length === 4 && path[0] === 'tables' && path[2] === 'columns') return true
  if (path.length < 3) return false
  const last = path.at(-1)
  if ((last === 'else' || last === 'other') && isTreatment(path.slice(0, -1))) return true
  if (path.at(-2) === 'values' && isTreatment(path.slice(0, -2))) return true
  return isNested(path)
}

function knownKeys(
  path: readonly PropertyKey[],
  value: unknown,
  context: Context,
): readonly string[] {
  if (isTreatment(path) && typeof value === 'object' && value !== null) {
    const meant = context.schemas.meant(value as Record<string, unknown>, isNested(path))
    return Object.keys(meant?.shape ?? {})
  }
  return keysAt(context.schema, path)
}

const where = (path: readonly PropertyKey[]): Redacted =>
  path.length === 0 ? say`The file` : name(path.map(String).join('.'))

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    root,
  )
}
