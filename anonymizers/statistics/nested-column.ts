import { parsePath } from '../policy/path.ts'
import type { PathStep } from '../programs/nested-programs.ts'

/** Values at a path inside the JSON of a column. */
export interface NestedColumn {
  readonly column: string
  readonly path: readonly PathStep[]
}

/** Reads `profile$.address.city`; undefined where it is none. */
export function parseNestedColumn(written: string): NestedColumn | undefined {
  const [, column, path] = /^([^$]+)(\$[.[].*)$/.exec(written) ?? []
  const steps = path === undefined ? undefined : parsePath(path)
  return column === undefined || !steps ? undefined : { column, path: steps }
}

/**
 * What stands at a path of a document, as one text; null where nothing does. What is no JSON counts as a whole.
 */
export function valueAt(
  value: Uint8Array | null | undefined,
  path: readonly PathStep[],
): Uint8Array | null | undefined {
  if (!value) return value
  let document: unknown
  try {
    document = JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.length).toString())
  } catch {
    return value
  }
  const found = path.reduce<readonly unknown[]>(
    (all, step) => all.flatMap((one) => into(one, step)),
    [document],
  )
  return found.length === 0 ? null : Buffer.from(JSON.stringify(found))
}

function into(value: unknown, step: PathStep): readonly unknown[] {
  if (step === 'each') return Array.isArray(value) ? value : []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  if (step === 'every-member') return Object.values(value)
  return Object.entries(value).flatMap(([name, inner]) =>
    name === step.member ? [inner as unknown] : [],
  )
}
