import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { codeOf, PoligonError } from '../core/errors.ts'
import { keyCheck } from '../core/key-scope.ts'
import type { MaskingKey } from '../core/key.ts'
import { name, say } from '../core/redacted.ts'
import { loadPolicy } from './policy-file.ts'
import { withKeyCheck } from './policy/write-key-check.ts'

/** What a policy recognises its key by, and whether it is this one. */
export interface KeyCheckResult {
  /** Of the key that was given. */
  readonly check: string
  /** `absent`: the policy recognises no key yet. */
  readonly policy: 'same' | 'other' | 'absent'
}

/** @throws what `loadPolicy` throws. */
export async function checkKeyOf(file: string, given: MaskingKey): Promise<KeyCheckResult> {
  const { header } = await loadPolicy(file)
  const check = keyCheck(given)
  const known = header.key.check
  return { check, policy: known === undefined ? 'absent' : known === check ? 'same' : 'other' }
}

/**
 * Writes the check value of a key into a policy; its hash stays what it is.
 *
 * @throws POLIGON_CONFIG when the key of the policy is written in a way that cannot be added to;
 *   POLIGON_TARGET when the file cannot be written.
 */
export async function writeKeyCheck(file: string, given: MaskingKey): Promise<void> {
  const check = keyCheck(given)
  const before = await loadPolicy(file)
  const written = withKeyCheck(readFileSync(file, 'utf8'), check)
  if (written === undefined) throw byHand(file, check)
  const place = realpathSync(file)
  const beside = `${place}.new.yaml`
  try {
    writeFileSync(beside, written, { mode: statSync(place).mode })
    const after = await loadPolicy(beside)
    if (after.header.key.check !== check || after.hash !== before.hash) throw byHand(file, check)
    renameSync(beside, place)
  } catch (cause) {
    if (cause instanceof PoligonError) throw cause
    throw new PoligonError('POLIGON_TARGET', {
      what: say`The policy ${name(file)} cannot be written (${codeOf(cause)}).`,
      remedy: say`Write \`check: "${name(check)}"\` into its \`key\` by hand.`,
      cause,
    })
  } finally {
    rmSync(beside, { force: true })
  }
}

const byHand = (file: string, check: string) =>
  new PoligonError('POLIGON_CONFIG', {
    what: say`The \`key\` of this policy is written in a way that nothing can be added to.`,
    place: { file },
    remedy: say`Write \`check: "${name(check)}"\` into it by hand.`,
  })
