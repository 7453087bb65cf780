import { dirname, join } from 'node:path'
import { randomToken } from '../../../core/seed.ts'
import type { FileRule } from '../../exchange/file-rules.ts'
import { localeNames } from '../../locales/registry.ts'
import { schemaFingerprint } from '../../schema/schema-fingerprint.ts'
import { judgeDump, wholeAnswer, type ScanOptions, type ScanResult } from '../scan-dump.ts'
import { draftOf, type Draft } from './draft.ts'
import { checkPlace, place } from './place-policy.ts'
import { policyText } from './policy-text.ts'
import { presetsOf, type PresetHere } from './presets-of.ts'
import { settle, type Settling } from './settle.ts'

export interface WritePolicyOptions extends ScanOptions {
  /** The policy file; it may not be there yet. */
  readonly policy: string
}

/** A policy that was written from a scan. */
export interface WrittenPolicyFile {
  readonly result: ScanResult
  /** The products whose presets it extends. */
  readonly presets: readonly PresetHere[]
  /** Rules of its own that mask or take out. */
  readonly masked: number
  /** Of these, how many somebody should decide about. */
  readonly review: number
  /** Columns with personal data that could only be kept: keys that no transformer fits. */
  readonly kept: readonly string[]
  /** Relations that it names. */
  readonly relations: number
  /** Why a run would stop all the same, in words. */
  readonly stop: string | undefined
}

/**
 * Scans a dump and writes a policy for it that says something about every column: what was judged personal is
 * masked, everything else kept with a reason. It is tried on the dump: what would stop a run is treated
 * otherwise, and what would leave originals in the copy is masked too. From stdin it is fitted to the schema only.
 *
 * @throws what `scanDump` throws; POLIGON_TARGET when the file is there or cannot be written.
 */
export async function writePolicy(options: WritePolicyOptions): Promise<WrittenPolicyFile> {
  const { policy, signal = new AbortController().signal } = options
  await checkPlace(policy)
  const scan = await judgeDump(options)
  const { dump, judged, family } = scan
  const result = wholeAnswer(scan)
  const sampled = new Map(dump.sampled.map((table) => [table.shape.name, table]))
  const make = () => draftOf(dump.tables, sampled, judged, result)
  const file = join(dirname(policy), `.scan-${randomToken(64)}.yaml`)
  const settling = (presets: readonly PresetHere[]): Settling => ({
    file,
    head: {
      engine: family,
      reviewed: schemaFingerprint(dump.tables),
      presets,
      definitions: !scan.files && result.definitions.some(({ holds }) => holds !== 'account'),
      largeObjects: false,
      locale: localeNames.find((one) => one === options.locale),
      relations: scan.files ? [] : result.relations,
      files: scan.files,
    },
    tables: dump.tables,
    filled: new Set(dump.rows.keys()),
    source: options.source === '-' ? undefined : options.source,
    signal,
  })
  let presets: readonly PresetHere[] = scan.files ? [] : presetsOf(dump.tables)
  let settled = await settle(make(), settling(presets))
  if (settled.stop !== undefined && presets.length > 0) {
    presets = []
    settled = await settle(make(), settling(presets))
  }
  const { draft, head, stop } = settled
  await place(policy, file, policyText({ ...head, files: head.files?.map(undecided) }, draft))
  return {
    result,
    presets,
    ...counts(draft),
    relations: head.relations.length,
    stop: stop ?? (head.files?.some(({ names }) => names) ? namesTell : undefined),
  }
}

/** Whether the copy keeps names of files that tell of somebody is for a person to say. */
const undecided = (rule: FileRule): FileRule => ({ ...rule, names: undefined })

const namesTell =
  'names of files have an e-mail address or a long number in them: rename these files, or write `names: {keep: why}` at their rule'

function counts(draft: Draft): Pick<WrittenPolicyFile, 'masked' | 'review' | 'kept'> {
  const all = [...draft.values()].flatMap(({ shape, columns }) =>
    [...columns]
      .filter(([, { remark }]) => remark !== undefined)
      .map(([column, choice]) => ({ at: `${shape.name}.${column}`, choice })),
  )
  const isKept = ({ treatment }: (typeof all)[number]['choice']) =>
    typeof treatment !== 'string' && treatment.keep !== undefined
  return {
    masked: all.filter(({ choice }) => !isKept(choice)).length,
    review: all.filter(({ choice }) => choice.remark?.startsWith('review')).length,
    kept: all.filter(({ choice }) => isKept(choice)).map(({ at }) => at),
  }
}
