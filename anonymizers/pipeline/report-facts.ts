import { name, say } from '../../core/redacted.ts'
import { expiryOf } from '../../core/retention.ts'
import { productVersion } from '../../core/version.ts'
import type { TableShape } from '../column.ts'
import type { MaskPlan } from '../plan.ts'
import { isApproved, reviewPolicy } from '../policy/review.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import { schemaFingerprint } from '../schema/schema-fingerprint.ts'
import { lawsOf } from '../transformer.ts'
import { kernelInJavaScript } from './codecs.ts'
import { treatmentFacts } from './treatment-facts.ts'
import type { MaskReport } from '../../core/contracts/mask-report.ts'

type Facts = Omit<
  MaskReport,
  'source' | 'target' | 'keyId' | 'tables' | 'verified' | 'bytesIn' | 'bytesOut' | 'seconds'
>

/**
 * The part of the report that is known before the first row is masked.
 *
 * @param now - milliseconds since the epoch.
 */
export function reportFacts(
  policy: LoadedPolicy,
  plan: MaskPlan,
  tables: readonly TableShape[],
  set: string | undefined,
  now: number,
): Facts {
  const { legalStatus, assessment, purpose, controller, project, retention, source } = policy.header
  const kept = retention?.snapshot
  return {
    status: legalStatus,
    ...(legalStatus === 'anonymous' && assessment ? { assessment } : {}),
    created: new Date(now).toISOString(),
    ...(kept === undefined ? {} : { expires: expiryOf(now, kept).toISOString(), retention: kept }),
    purpose,
    ...(controller ? { controller } : {}),
    ...(project === undefined ? {} : { project }),
    policy: plan.policyHash,
    schema: schemaFingerprint(tables),
    approved: isApproved(policy),
    approvals: (policy.header.approvals ?? []).map((one) => ({
      ...one,
      current: one.of === policy.hash,
    })),
    versions: { poligon: productVersion(), node: process.versions.node, dump: source.engine },
    ...(set === undefined ? {} : { set }),
    kernel: kernelInJavaScript() ? 'javascript' : 'wasm',
    keptColumns: plan.tables.flatMap(({ shape, columns }) =>
      columns.flatMap((one) =>
        one.treatment === 'keep'
          ? [
              {
                table: shape.name,
                column: one.column,
                reason: one.reason,
                ...(one.risk === undefined ? {} : { risk: one.risk }),
              },
            ]
          : [],
      ),
    ),
    ...treatmentFacts(policy, plan, tables),
    optOuts: [...plan.optOuts],
    warnings: [...reviewPolicy(policy).map(({ what }) => what), ...reachable(policy, plan)],
  }
}

/** Columns whose masks nobody reserves a range for, though the policy asked for none of the wider ones. */
function reachable({ transformers, locale }: LoadedPolicy, plan: MaskPlan): string[] {
  const declared = new Set(plan.optOuts.map(({ table, column }) => `${table} ${column}`))
  return plan.tables.flatMap(({ shape, columns }) =>
    columns.flatMap((one) => {
      const transformer = one.treatment === 'mask' && transformers.get(one.transformer)
      if (!transformer || declared.has(`${shape.name} ${one.column}`)) return []
      const params = transformer.params.safeParse({})
      if (!params.success || lawsOf(transformer, params.data, locale).harmless) return []
      return [
        say`A mask in ${name(shape.name)}.${name(one.column)} can by chance be somebody's: ${name(transformer.name)} has no reserved range.`,
      ]
    }),
  )
}
