import { isDigit } from './canonical.ts'
import type { PhoneRange } from '../locales/locale.ts'

/** A telephone number, with how it is written. */
export interface InternationalNumber {
  /** Country code and number, digits alone; empty where there is none. */
  readonly digits: string
  /** What stands before the digits behind the country's code, or inside the country. */
  readonly written: '+' | '00' | 'code' | 'national'
}

/** The fewest digits of a number with its country's code, where nothing else says that it has one. */
const fewestWithCode = 11

/** Reads a number as people of that country write it; of another country only with `+` or `00`. */
export function readPhone(value: Uint8Array, { code, trunk }: PhoneRange): InternationalNumber {
  const digits = Buffer.from(value.filter(isDigit)).toString('latin1')
  const first = value.find((byte) => byte === 0x2b || isDigit(byte))
  const withoutTrunk = (number: string) =>
    trunk !== '' && number.startsWith(code + trunk)
      ? code + number.slice(code.length + trunk.length)
      : number
  if (first === 0x2b) return { digits: withoutTrunk(digits), written: '+' }
  if (digits.startsWith('00') && digits.length > 4)
    return { digits: withoutTrunk(digits.slice(2)), written: '00' }
  if (digits === '') return { digits, written: 'national' }
  if (trunk !== '' && digits.startsWith(trunk))
    return { digits: code + digits.slice(trunk.length), written: 'national' }
  if (digits.startsWith(code) && digits.length >= fewestWithCode) return { digits, written: 'code' }
  return { digits: code + digits, written: 'national' }
}

/** Whether a number as it is written is one of those that are given to nobody. */
export function isUnassigned(value: Uint8Array, range: PhoneRange): boolean {
  const { digits } = readPhone(value, range)
  return range.unassigned.some(
    ([begins, more]) =>
      digits.startsWith(range.code + begins) &&
      digits.length === range.code.length + begins.length + more,
  )
}
