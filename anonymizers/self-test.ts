import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DisposalStack } from '../core/disposal.ts'
import { PoligonError } from '../core/errors.ts'
import { cacheFolder } from '../core/folders.ts'
import { throwAwayKey, type MaskingKey } from '../core/key.ts'
import { say } from '../core/redacted.ts'
import { recordResource } from '../core/resources.ts'
import { inventCanaries, rowsOf, rowsPlanted, type Canaries } from './ledger/canaries.ts'
import type { Finding } from './ledger/judge.ts'
import { collectingPlan } from './ledger/leaves.ts'
import { readAllBatches } from './ledger/read-all-rows.ts'
import { maskDump } from './mask-dump.ts'
import { bindSource } from './pipeline/bind-source.ts'
import { sourceFacts } from './pipeline/source-facts.ts'
import { loadPolicy } from './policy-file.ts'
import { openDumpSource } from './sources/dump-source.ts'
import { verifyDump, type DumpInput, type Verification } from './verify-dump.ts'

export interface SelfTestOptions {
  /** Whose tables are taken; no row of it is. */
  readonly original: DumpInput
  readonly policy: string
  /** Default: one that is thrown away. */
  readonly key?: MaskingKey
  readonly signal?: AbortSignal
}

/** What became of invented people. */
export interface SelfTest {
  readonly tables: number
  readonly columns: number
  /** What was planted, mostly by the transformer that masks it. */
  readonly kinds: readonly string[]
  /** Columns where they were still found when they had been masked: none. */
  readonly survived: readonly Finding[]
  /** Columns where they were not found when they had not been masked: none. */
  readonly unseen: readonly Omit<Finding, 'rows'>[]
}

/**
 * Plants invented people into empty tables like those of the original, masks them by the policy, and looks
 * for them: they must be gone from what was masked, and found in what was not.
 *
 * @throws what masking throws; POLIGON_NOTHING_RAN when no column can take one.
 */
export async function selfTest(options: SelfTestOptions): Promise<SelfTest> {
  const { signal = new AbortController().signal } = options
  const { schema, canaries } = await plant(options, signal)
  if (canaries.length === 0)
    throw new PoligonError('POLIGON_NOTHING_RAN', {
      what: say`The policy masks no column that an invented person could be planted in.`,
      remedy: say`The test needs a column of text that is masked as a whole, such as an e-mail or a name.`,
    })
  const folder = await mkdtemp(join(cacheFolder('spool'), 'self-test-'))
  const release = recordResource({ kind: 'file', address: folder, label: 'self-test' })
  try {
    const source = join(folder, 'planted.sql')
    const target = join(folder, 'masked.sql')
    await writeFile(source, Buffer.concat([schema, Buffer.from(canaries.map(rowsOf).join(''))]), {
      mode: 0o600,
    })
    const { policy, key = throwAwayKey() } = options
    await maskDump({ source, target, policy, key, jobs: 0, verify: false, signal })
    const compare = (masked: string) =>
      verifyDump({ masked: { source: masked }, original: { source }, policy, signal })
    const masked = await compare(target)
    const unmasked = await compare(source)
    const places = canaries.flatMap(placesOf)
    return {
      tables: canaries.length,
      columns: canaries.reduce((sum, { columns }) => sum + columns.length, 0),
      kinds: [...new Set(places.map(({ kind }) => kind))].toSorted(),
      survived: [
        ...masked.leaks,
        ...masked.reachable,
        ...masked.explained.filter((one) =>
          places.some((place) => !place.byRow && isAt(place)(one)),
        ),
      ],
      unseen: places
        .filter((place) => foundAt(unmasked, place) < place.rows)
        .map(({ table, column, kind }) => ({ table, column, kind })),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
    release()
  }
}

/** Where something was planted, and how often it must be found. */
interface Place extends Finding {
  /** It is known by its row only. */
  readonly byRow: boolean
  /** A mask may be like it, so that by itself it is no leak. */
  readonly mayBeChance: boolean
}

function placesOf({ shape, columns }: Canaries): readonly Place[] {
  return columns.flatMap(({ column, leaves, isDocument }) =>
    Map.groupBy(leaves, ({ kind }) => kind)
      .entries()
      .map(([kind, alike]) => ({
        table: shape.name,
        column: column.name,
        kind,
        rows: rowsPlanted * alike.length,
        byRow: alike.some(({ grade }) => grade === 'weak'),
        mayBeChance: isDocument && alike.some(({ grade }) => grade !== 'sure'),
      }))
      .toArray(),
  )
}

const isAt =
  (place: Place) =>
  ({ table, column, kind }: Finding): boolean =>
    table === place.table && column === place.column && kind === place.kind

function foundAt({ leaks, explained }: Verification, place: Place): number {
  const finds = place.mayBeChance ? [...leaks, ...explained] : leaks
  return finds.filter(isAt(place)).reduce((sum, { rows }) => sum + rows, 0)
}

/** The definitions of the original, and people for its tables. */
async function plant(
  { original, policy: file }: SelfTestOptions,
  signal: AbortSignal,
): Promise<{ readonly schema: Buffer; readonly canaries: readonly Canaries[] }> {
  const policy = await loadPolicy(file)
  await using stack = new DisposalStack()
  const { source: path, stdin = process.stdin, stdinLabel } = original
  const opened = stack.use(
    await openDumpSource(path, stdin, signal, 'restore', stdinLabel, sourceFacts(policy)),
  )
  const { source, plan } = await bindSource(opened, policy, true, signal)
  const parts: Buffer[] = []
  await readAllBatches({ source, signal, onRead: () => {} }, ({ bytes, segments }) => {
    for (const segment of segments)
      if (segment.kind === 'statement')
        parts.push(Buffer.from(bytes.subarray(segment.from, segment.to)))
  })
  return { schema: Buffer.concat(parts), canaries: inventCanaries(plan, collectingPlan(plan)) }
}
