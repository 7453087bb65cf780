import { checkDigit } from './check-digits.ts'
import { dayNumber, dayOf, isDate } from './days.ts'
import { numberOf, readDigits, type Digits } from './digits-of.ts'
import type { Feistel } from './feistel.ts'
import { permuteOther } from './permute-layout.ts'
import type { Permutation } from './permute.ts'
import { takeOverSeparators } from './spelling.ts'

/**
 * The century is in the month. Ustawa o ewidencji ludności, art. 15 ust. 2 pkt 2 (Dz.U. 2022 poz. 1191):
 * 80 more for 1800–1899, 0 for 1900–1999, 20 for 2000–2099. That 40 and 60 are the next two centuries is
 * what everybody's validators take the rule to go on with; the act does not say it.
 */
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
const oldDays = dayNumber(1810, 1, 1) - oldFirst

const digits: Digits = { bytes: new Uint8Array(16), count: 0 }
const parts = new Uint32Array(2)

/**
 * A valid PESEL of somebody born 1900–2099 becomes a valid one of somebody born 2100–2299 or 1800–1809
 * (the two centuries ahead have one day less than the two that are replaced; numbers are given out since
 * 1979, to nobody of 170 years). Distinct numbers stay distinct. What is no such PESEL keeps its layout
 * and becomes no valid PESEL.
 */
export function permutePesel(feistel: Feistel): Permutation {
  const network = feistel.over([farDays + oldDays, 10_000])
  const permuteInvalid = permuteOther(feistel)

  return (value, out) => {
    const day = dayOfPesel(value)
    const start = out.length
    if (day === undefined || day < livingFirst || day > livingLast) {
      permuteInvalid(value, out)
      while (dayOfPesel(out.view(start)) !== undefined) {
        const valid = out.view(start).slice()
        out.length = start
        permuteInvalid(valid, out)
      }
      return
    }
    parts[0] = day - livingFirst
    parts[1] = numberOf(digits, 6, 10)
    network.permute(parts)
    const [place = 0, serial = 0] = parts
    const born = dayOf(place < farDays ? farFirst + place : oldFirst + place - farDays)
    const century = centuries.find(({ first }) => born.year < first + 100)
    out.decimal(born.year % 100, 2)
    out.decimal(born.month + (century?.months ?? 0), 2)
    out.decimal(born.day, 2)
    out.decimal(serial, 4)
    out.byte(48 + checkDigit('pesel', out.bytes, out.length))
    takeOverSeparators(value, out, start)
  }
}

/** The date of birth in a valid PESEL, in whatever spelling; leaves its digits in {@link digits}. */
function dayOfPesel(value: Uint8Array): number | undefined {
  if (!readDigits(value, 0, digits) || digits.count !== 11) return undefined
  const { bytes } = digits
  if (checkDigit('pesel', bytes, 10) !== (bytes[10] as number) - 48) return undefined
  const months = numberOf(digits, 2, 4)
  const century = centuries.find((one) => months > one.months && months <= one.months + 12)
  if (!century) return undefined
  const year = century.first + numberOf(digits, 0, 2)
  const month = months - century.months
  const day = numberOf(digits, 4, 6)
  return isDate(year, month, day) ? dayNumber(year, month, day) : undefined
}
