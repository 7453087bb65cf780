import { name, say, type Redacted } from '../core/redacted.ts'
import { complaintError } from './policy/complaint.ts'
import { reviewPolicy } from './policy/review.ts'
import { loadPolicy, type LoadedPolicy } from './policy-file.ts'

/** What a policy says of itself, and what keeps it from being signed. */
export interface PolicyCheck {
  /** Of the policy with everything it extends; what an approval names. */
  readonly hash: string
  readonly findings: readonly {
    readonly file: string
    readonly line: number
    readonly column: number
    readonly what: Redacted
    readonly remedy?: Redacted
  }[]
}

/** @throws what `loadPolicy` throws. */
export async function checkPolicy(file: string): Promise<PolicyCheck> {
  const policy = await loadPolicy(file)
  return {
    hash: policy.hash,
    findings: reviewPolicy(policy).map(({ layer, path, what, remedy }) => ({
      file: layer.file,
      ...layer.position(path),
      what,
      ...(remedy === undefined ? {} : { remedy }),
    })),
  }
}

/** @throws POLIGON_POLICY_REFUSED at the first finding, with the number of the others. */
export function refuseUnreviewed(policy: LoadedPolicy): void {
  const [first, ...others] = reviewPolicy(policy)
  if (!first) return
  const more = others.length === 0 ? say`` : say` (and ${others.length} more)`
  const remedy = first.remedy ?? say`Mend it.`
  throw complaintError(
    first.layer,
    {
      path: first.path,
      what: say`${first.what}${more}`,
      remedy: say`${remedy} \`poligon policy check ${name(policy.file)}\` lists everything.`,
    },
    'POLIGON_POLICY_REFUSED',
  )
}
