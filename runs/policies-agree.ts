import { keyScopeOf, loadPolicy } from '../anonymizers/index.ts'
import { PoligonError } from '../core/errors.ts'
import { unnamedSet, type KeyScope } from '../core/key-scope.ts'
import { name, say, type Redacted } from '../core/redacted.ts'

/**
 * Whether the policies of one environment mask with one key, so that a person of one database is found
 * in the others.
 *
 * @throws POLIGON_POLICY_REFUSED naming the two policies and what they say differently; what
 *   `loadPolicy` throws.
 */
export async function checkPoliciesAgree(files: readonly string[]): Promise<void> {
  const [first, ...others] = await Promise.all(
    files.map(async (file) => ({ file, scope: keyScopeOf(await loadPolicy(file), unnamedSet) })),
  )
  for (const other of others) {
    const part = first && difference(first.scope, other.scope)
    if (part !== undefined)
      throw new PoligonError('POLIGON_POLICY_REFUSED', {
        what: say`The policies of one environment would mask with different keys, so that nobody is the same person in both databases: ${name(first?.file ?? '')} has another ${part}.`,
        place: { file: other.file },
        remedy: say`Write the same ${part} in both.`,
      })
  }
}

function difference(a: KeyScope, b: KeyScope): Redacted | undefined {
  if (a.controller !== b.controller) return say`\`controller.name\``
  if (a.project !== b.project) return say`\`project\``
  if ((a.set === 'every') !== (b.set === 'every')) return say`\`key.scope\``
  return a.prf === b.prf ? undefined : say`\`key.prf\``
}
