import { keyScopeOf, loadPolicy } from '../anonymizers/index.ts'
import { PoligonError } from '../core/errors.ts'
import { unnamedSet, type KeyScope } from '../core/key-scope.ts'
import { name, say, type Redacted } from '../core/redacted.ts'

/**
 * Whether the policies of one environment mask with one key and for one country, so that a person of one database is found
 * in the others.
 *
 * @throws POLIGON_POLICY_REFUSED naming the two policies and what they say differently; what
 *   `loadPolicy` throws.
 */
export async function checkPoliciesAgree(files: readonly string[]): Promise<void> {
  const [first, ...others] = await Promise.all(
    files.map(async (file) => {
      const policy = await loadPolicy(file)
      return { file, scope: keyScopeOf(policy, unnamedSet), locale: policy.locale.name }
    }),
  )
  for (const other of others) {
    const part = first && difference(first, other)
    if (part !== undefined)
      throw new PoligonError('POLIGON_POLICY_REFUSED', {
        what: say`The policies of one environment would mask differently, so that nobody is the same person in both databases: ${name(first?.file ?? '')} has another ${part}.`,
        place: { file: other.file },
        remedy: say`Write the same ${part} in both.`,
      })
  }
}

interface Agreeing {
  readonly scope: KeyScope
  readonly locale: string
}

function difference(one: Agreeing, other: Agreeing): Redacted | undefined {
  if (one.locale !== other.locale) return say`\`locale\``
  const { scope: a } = one
  const { scope: b } = other
  if (a.controller !== b.controller) return say`\`controller.name\``
  if (a.project !== b.project) return say`\`project\``
  if ((a.set === 'every') !== (b.set === 'every')) return say`\`key.scope\``
  return a.prf === b.prf ? undefined : say`\`key.prf\``
}
