import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WrittenTreatment } from '../../policy/treatment-schema.ts'
import { schemaFingerprint } from '../../schema/schema-fingerprint.ts'
import type { Change } from './drift.ts'
import { Choice, type Draft } from './draft.ts'
import { tablesText, type PolicyHead } from './policy-text.ts'
import { settle } from './settle.ts'

export interface Patching {
  /** For the whole source. */
  readonly draft: Draft
  readonly head: PolicyHead
  /** The policy is tied to a schema, and it is another one now. */
  readonly isTied: boolean
  readonly signal: AbortSignal
}

/** The rules that a draft for the whole source has for what changed, fitted to types and keys. */
export async function patchOf(
  changes: readonly Change[],
  { draft, head, isTied, signal }: Patching,
): Promise<string> {
  const concerned = new Map(
    [...draft].filter(([name]) => changes.some(({ table }) => table === name)),
  )
  await fit(concerned, head, signal)
  const wanted = changes.filter(({ change }) => !change.startsWith('removed'))
  const part: Draft = new Map(
    [...concerned].map(([name, table]) => {
      const columns = [...table.columns].flatMap(([column, choice]): [string, Choice][] => {
        const own = wanted.filter((one) => one.table === name && one.column === column)
        if (own.length === 0) return []
        const paths = own.flatMap((one) => one.paths ?? [])
        const { treatment, remark } = choice
        const part = paths.length === 0 ? treatment : onlyPaths(treatment, paths, own)
        return [[column, new Choice([part], remark)]]
      })
      return [name, { ...table, person: undefined, columns: new Map(columns) }]
    }),
  )
  const gone = changes.filter(({ change }) => change.startsWith('removed'))
  return [
    ...gone.map(
      ({ table = '', column }) =>
        `# Take out ${column === undefined ? table : `${table}.${column}`}.\n`,
    ),
    ...(isTied ? [`source: {reviewed: "${head.reviewed}"}\n`] : []),
    tablesText(part),
  ].join('')
}

/** Of a document the paths that are new: those that the policy names stay as they are. */
function onlyPaths(
  treatment: WrittenTreatment,
  paths: readonly string[],
  [change]: readonly Change[],
): WrittenTreatment {
  const form = (['json', 'php', 'xml'] as const).find((one) => one === change?.kind) ?? 'json'
  const known = (typeof treatment === 'string' ? undefined : treatment[form]) ?? {}
  return {
    [form]: Object.fromEntries(
      paths.map((path) => [path, known[path] ?? { drop: 'to be reviewed' }]),
    ),
  }
}

/** Binds the draft alone, as if all its tables had rows, and takes other treatments where it stops. */
async function fit(draft: Draft, head: PolicyHead, signal: AbortSignal): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'poligon-drift-'))
  try {
    const tables = [...draft.values()].map(({ shape }) => shape)
    await settle(draft, {
      file: join(folder, 'policy.yaml'),
      head: { ...head, reviewed: schemaFingerprint(tables) },
      tables,
      filled: new Set(draft.keys()),
      source: undefined,
      signal,
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
