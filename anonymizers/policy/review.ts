import { name, say } from '../../core/redacted.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import type { Complaint } from './complaint.ts'
import type { Layer } from './extended.ts'
import { optOutsOf } from './opt-outs.ts'
import type { ColumnRule } from './rules.ts'
import type { Treatment } from './treatment.ts'

/** What keeps a policy from being signed, and the file that says it. */
export interface Finding extends Complaint {
  readonly layer: Layer
}

/**
 * What `--strict` refuses: a policy without controller or retention, reasons that are none, and a
 * state that nobody approved.
 */
export function reviewPolicy(policy: LoadedPolicy): Finding[] {
  const [own] = policy.layers
  const { controller, retention } = policy.header
  return [
    ...(controller
      ? []
      : [{ layer: own, path: [], what: say`The policy does not name the controller.` }]),
    ...(retention?.snapshot
      ? []
      : [
          {
            layer: own,
            path: ['retention'],
            what: say`The policy does not say how long a copy is kept (\`retention.snapshot\`).`,
          },
        ]),
    ...(policy.header.source.reviewed === undefined
      ? [
          {
            layer: own,
            path: ['source'],
            what: say`The policy is not tied to the schema that was reviewed (\`source.reviewed\`).`,
            remedy: say`Add the fingerprint that \`poligon mask --report\` tells as \`schema\`.`,
          },
        ]
      : []),
    ...policy.layers.flatMap((layer) => emptyReasons(layer)),
    ...sameReason(own),
    ...approval(policy),
  ]
}

export const isApproved = ({ header, hash }: Pick<LoadedPolicy, 'header' | 'hash'>): boolean =>
  (header.approvals ?? []).some(({ of }) => of === hash)

function approval(policy: LoadedPolicy): Finding[] {
  if (isApproved(policy)) return []
  const hash = name(policy.hash)
  const some = (policy.header.approvals ?? []).length > 0
  return [
    {
      layer: policy.layers[0],
      path: ['approvals'],
      what: some
        ? say`The policy was approved in another state; its hash is ${hash} now.`
        : say`Nobody approved this policy; its hash is ${hash}.`,
      remedy: say`Whoever approves it adds \`approvals: [{role, on, of}]\` with that hash.`,
    },
  ]
}

function emptyReasons(layer: Layer): Finding[] {
  return rulesOf(layer).flatMap(({ path, treatment }) => [
    ...reasonsOf(treatment)
      .filter(isFiller)
      .slice(0, 1)
      .map(() => ({ layer, path, what: say`The reason says nothing.` })),
    ...optOutsOf(treatment)
      .filter(({ reason }) => reason === undefined)
      .map(({ what }) => ({
        layer,
        path,
        what: say`This has no reason: ${name(what)}.`,
        remedy: say`Write \`otherPaths: {keep: why}\`, or name the paths.`,
      })),
  ])
}

/** Fewer reasons than that may well be alike. */
const fewest = 8

function sameReason(layer: Layer): Finding[] {
  const rules = rulesOf(layer).filter(({ treatment }) => treatment.verb === 'keep')
  const byReason = Map.groupBy(rules, ({ treatment }) => reasonsOf(treatment)[0]?.toLowerCase())
  const most = [...byReason.values()].toSorted((a, b) => b.length - a.length)[0] ?? []
  const [first] = most
  if (!first || rules.length < fewest || most.length * 2 <= rules.length) return []
  return [
    {
      layer,
      path: first.path,
      what: say`${most.length} of ${rules.length} kept columns have the same reason.`,
      remedy: say`Say of each why it may stay.`,
    },
  ]
}

/** Rules as they are written: several columns in one key are one. */
const rulesOf = ({ rules }: Layer): ColumnRule[] => [
  ...new Map(rules.columns.map((rule) => [JSON.stringify(rule.path), rule])).values(),
]

function reasonsOf(treatment: Treatment): string[] {
  switch (treatment.verb) {
    case 'keep':
    case 'drop':
      return [treatment.reason]
    case 'mask': {
      const { reason } = treatment.params
      return typeof reason === 'string' ? [reason] : []
    }
    case 'walk':
      return [
        ...treatment.paths.flatMap((one) => reasonsOf(one.treatment)),
        ...(treatment.otherPathsReason === undefined ? [] : [treatment.otherPathsReason]),
      ]
    case 'chosen':
      return [
        ...treatment.cases.flatMap((one) => reasonsOf(one.treatment)),
        ...(treatment.other === 'stop' ? [] : reasonsOf(treatment.other)),
      ]
    case 'when':
      return [...reasonsOf(treatment.matching), ...reasonsOf(treatment.otherwise)]
  }
}

const fillers =
  /^(?:todo|tbd|fixme|test|none|null|n\/a|reason|because|keep|kept|drop|yes|okay|fine|needed|not needed|asdf\w*|qwe\w*|foo|bar|lorem.*|brak|powód|bo tak|zostaje)$/

/** No word, one letter over and over, or a word that stands for a reason to come. */
const isFiller = (reason: string): boolean => {
  const text = reason.trim().toLowerCase()
  return !/\p{L}{2}/u.test(text) || /^(.)\1*$/u.test(text) || fillers.test(text)
}
