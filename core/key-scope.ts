import { createHmac } from 'node:crypto'
import { keyFromBytes, type MaskingKey } from './key.ts'

/** Whose data a key masks, and for how long: keys of different scopes know nothing of each other. */
export interface KeyScope {
  /** Who decides on the data; empty when the policy names nobody. */
  readonly controller: string
  /** Empty when the policy names none. */
  readonly project: string
  /** A set of copies that agree with each other; `every` links all sets of the project. */
  readonly set: { readonly name: string } | 'every'
  /** The function that masks with the key; absent: keyed BLAKE2s. */
  readonly prf?: 'hmac-sha256'
}

/** The set of copies that nobody gave a name. */
export const unnamedSet = ''

/**
 * The key that masks within `scope`: HMAC-SHA256 of the scope under the key that was given, which is a
 * one-step key derivation in the sense of NIST SP 800-56C. Equal scopes have equal keys, whichever policy
 * or database they stand in. It tells nothing of the key it comes from.
 */
export function scopedKey(given: MaskingKey, scope: KeyScope): MaskingKey {
  const said = [scope.controller, scope.project].map((text) => text.normalize('NFC').trim())
  const set = scope.set === 'every' ? [] : [scope.set.name]
  const derived = keyFromBytes(
    createHmac('sha256', given.bytes.reveal())
      .update('poligon scoped key 1\0')
      .update(JSON.stringify([...said, set, ...(scope.prf ? [scope.prf] : [])]))
      .digest(),
  )
  return given.throwAway ? { ...derived, throwAway: true } : derived
}

/**
 * 16 hex digits by which a policy or a set of copies recognises the key that it belongs to. They do not
 * tell the key, and not what it masks.
 */
export function keyCheck(given: MaskingKey): string {
  return createHmac('sha256', given.bytes.reveal())
    .update('poligon key check 1')
    .digest('hex')
    .slice(0, 16)
}
