import type { ByteWriter } from './byte-writer.ts'
import { isDigit, isLetter } from './canonical.ts'
import { checkDigit } from './check-digits.ts'
import { dayNumber, dayOf, isDate } from './days.ts'
import type { Feistel } from './feistel.ts'
import { byClass, lettersForForeign, permuteLayout } from './permute-layout.ts'
import { takeOverSeparators } from './spelling.ts'

/** The century is in the month: 80 more for 1800–1899, 0 for 1900–1999, 20, 40 and 60 more for the next. */
const centuries = [
  { first: 1800, months: 80 },
  { first: 1900, months: 0 },
  { first: 2000, months: 20 },
  { first: 2100, months: 40 },
  { first: 2200, months: 60 },
]

const livingFirst = dayNumber(1900, 1, 1)
const livingLast = dayNumber(2099, 12, 31)
const farFirst = dayNumber(2100, 1, 1)
const farDays = dayNumber(2300, 1, 1) - farFirst
const oldFirst = dayNumber(1800, 1, 1)
const oldDays = dayNumber(1900, 1, 1) - oldFirst
const radices = [farDays + oldDays, 10_000]
const digits = new Uint32Array(2)

/**
 * A valid PESEL of somebody born 1900–2099 becomes a valid one of somebody born 2100–2299 or 1800–1899:
 * nobody who lives has such a number (ustawa o ewidencji ludności, art. 15). There are more of these
 * than of those, so that distinct numbers stay distinct. What is no such PESEL keeps its layout only.
 */
export function permutePesel(value: Uint8Array, feistel: Feistel, out: ByteWriter): void {
  const start = out.length
  const written = value.filter(isDigit)
  const day = value.some((byte) => isLetter(byte) || byte >= 0x80) ? undefined : dayOfPesel(written)
  if (day === undefined || day < livingFirst || day > livingLast) {
    permuteLayout(lettersForForeign(value), feistel, out, byClass)
    return
  }
  digits[0] = day - livingFirst
  digits[1] = Number(Buffer.from(written).toString('latin1', 6, 10))
  feistel.permute(digits, radices, 2)
  const [place = 0, serial = 0] = digits
  const {
    year,
    month,
    day: ofMonth,
  } = dayOf(place < farDays ? farFirst + place : oldFirst + place - farDays)
  const century = centuries.find(({ first }) => year < first + 100)
  out.decimal(year % 100, 2)
  out.decimal(month + (century?.months ?? 0), 2)
  out.decimal(ofMonth, 2)
  out.decimal(serial, 4)
  out.byte(48 + checkDigit('pesel', out.bytes, out.length))
  takeOverSeparators(value, out, start)
}

function dayOfPesel(value: Uint8Array): number | undefined {
  if (value.length !== 11) return undefined
  if (checkDigit('pesel', value, 10) !== (value[10] as number) - 48) return undefined
  const two = (at: number) => ((value[at] as number) - 48) * 10 + (value[at + 1] as number) - 48
  const months = two(2)
  const century = centuries.find((one) => months > one.months && months <= one.months + 12)
  if (!century) return undefined
  const year = century.first + two(0)
  const month = months - century.months
  return isDate(year, month, two(4)) ? dayNumber(year, month, two(4)) : undefined
}
