import { keyCheck, scopedKey, unnamedSet, type KeyScope } from '../core/key-scope.ts'
import type { MaskingKey } from '../core/key.ts'
import { say } from '../core/redacted.ts'
import { complaintError } from './policy/complaint.ts'
import type { LoadedPolicy } from './policy-file.ts'

/**
 * The key that masks by `policy`: separated by its controller and project, and by `set`, unless the policy
 * says with a reason that its key links all sets. The file does not count: policies of two databases that
 * name the same controller and project mask one person alike.
 *
 * @throws POLIGON_KEY_REFUSED when the policy recognises another key than `given`.
 */
export function keyOfPolicy(
  policy: LoadedPolicy,
  given: MaskingKey,
  set: string = unnamedSet,
): MaskingKey {
  const { check } = policy.header.key
  if (check !== undefined && !given.throwAway && check !== keyCheck(given))
    throw complaintError(
      policy.layers[0],
      {
        path: ['key', 'check'],
        what: say`The masking key is not the one that this policy was used with before.`,
        remedy: say`Set that key, or write the check value of the new one with \`poligon key check --policy FILE --write\`.`,
      },
      'POLIGON_KEY_REFUSED',
    )
  return scopedKey(given, keyScopeOf(policy, set))
}

/** What the key of `policy` is separated by. */
export function keyScopeOf({ header }: Pick<LoadedPolicy, 'header'>, set: string): KeyScope {
  return {
    controller: header.controller?.name ?? '',
    project: header.project ?? '',
    set: header.key.scope === 'project' ? 'every' : { name: set },
    ...(header.key.prf === 'hmac-sha256' ? { prf: header.key.prf } : {}),
  }
}
