import { isDigit } from './canonical.ts'
import { endOf, type PathNode } from './path-tree.ts'

/** As many digits as the shortest phone number has. */
const longNumber = 9

/**
 * Whether a member of a nested value is itself a value that nobody has decided about: an e-mail address
 * or a long number as a *name*, which is copied whatever happens to what it names. A path that writes the
 * name out has decided, and so has one that keeps what is there.
 *
 * @param next - where the member leads to from `nodes`
 * @param free - what no path names may pass
 */
export function isValueAsName(
  name: Uint8Array,
  nodes: readonly PathNode[],
  next: readonly PathNode[],
  free: boolean,
): boolean {
  if ((free && next.length === 0) || endOf(next)?.keeps || !looksLikeValue(name)) return false
  return !nodes.some(({ members }) => members.some((one) => Buffer.compare(one.name, name) === 0))
}

const address = /[\w.+-]@[\w-]+\.\w/

function looksLikeValue(name: Uint8Array): boolean {
  let digits = 0
  for (let i = 0; i < name.length; i++) {
    const byte = name[i] as number
    if (byte === 0x40 && address.test(Buffer.from(name).toString('latin1'))) return true
    if (isDigit(byte) && ++digits === longNumber) return true
  }
  return false
}
