import { isDigit } from './canonical.ts'

const words = new Set(
  ['yes', 'no', 'true', 'false', 'on', 'off', 'y', 'n', 't', 'f', 'enabled', 'disabled']
    .concat(['null', 'none', 'auto', 'default', 'all', 'never', 'always'])
    .concat(['[]', '{}', 'a:0:{}', 'b:0;', 'b:1;']),
)
const longestWord = 8
const mostDigits = 6
const mostDecimals = 6

/**
 * Whether a setting's value can be nobody's: a number of at most six digits and as many decimals (phones,
 * tax and bank numbers have more), or a word that switches something. Everything else may be a name.
 */
export function isPlainSetting(value: Uint8Array): boolean {
  if (value.length <= longestWord && words.has(Buffer.from(value).toString('latin1').toLowerCase()))
    return true
  let at = value[0] === minus ? 1 : 0
  const whole = digitsFrom(value, at)
  if (whole === 0 || whole > mostDigits) return false
  at += whole
  if (at === value.length) return true
  const decimals = digitsFrom(value, at + 1)
  return (
    value[at] === point &&
    decimals > 0 &&
    decimals <= mostDecimals &&
    at + 1 + decimals === value.length
  )
}

const minus = 0x2d
const point = 0x2e

function digitsFrom(value: Uint8Array, from: number): number {
  let at = from
  while (at < value.length && isDigit(value[at] ?? 0)) at++
  return at - from
}
