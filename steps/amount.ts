/**
 * A number as people and databases write it, in one form: `1 234,50 zł`, `1.234,50`, `1234.5 PLN`
 * and `1234.500` all become `1234.5`. Undefined when `text` is no number. Digits are never rounded.
 */
export function canonicalNumber(text: string): string | undefined {
  const bare = text
    .replaceAll(/[\s\u00a0\u202f]/g, '')
    .replace(/^(?:PLN|EUR|€)|(?:zł|PLN|EUR|€|%)$/gi, '')
    .replace('−', '-')
  if (!/^[+-]?\d[\d.,]*$/.test(bare)) return undefined
  const sign = bare.startsWith('-') ? '-' : ''
  const unsigned = bare.replace(/^[+-]/, '')
  const point = Math.max(unsigned.lastIndexOf(','), unsigned.lastIndexOf('.'))
  const whole = (point < 0 ? unsigned : unsigned.slice(0, point)).replaceAll(/[.,]/g, '')
  const fraction = point < 0 ? '' : unsigned.slice(point + 1).replace(/0+$/, '')
  const digits = whole.replace(/^0+(?=\d)/, '')
  const magnitude = fraction === '' ? digits : `${digits}.${fraction}`
  return magnitude === '0' ? '0' : sign + magnitude
}
