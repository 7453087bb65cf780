/** The twin of ../permute-pesel.ts. */
import { digitOver, peselRule } from './check-digits.ts'
import { dayNumber, dayOfMonth, daysInMonth, monthOfDay, setDay, yearOfDay } from './days.ts'
import { digitCount, digitsRead, numberOf, readDigits } from './digits-of.ts'
import { limbsOf, networkOf } from './feistel.ts'
import { networkOfHalves } from './network.ts'
import { byte, decimal, o } from './output.ts'
import { byClass, readLayout, writeLayout } from './permute-layout.ts'
import { asLayout, asValid, wayAt } from './permute-note.ts'
import { takeOverSeparators } from './spelling.ts'

const digitsOfPesel: u32 = 11
/** No number of digits has the width 0: the network of days and serial numbers stands there. */
const widthOfDays: u32 = 0

/** Reads a value into a note; no valid number of somebody born 1900–2099 as a layout. */
export function readPesel(feistel: usize, value: usize, length: u32, note: usize): bool {
  const day = dayOfPesel(value, length)
  if (day < dayNumber(1900, 1, 1) || day > dayNumber(2099, 12, 31))
    return readLayout(feistel, value, length, note, byClass, 0)
  const days = dayNumber(2300, 1, 1) - dayNumber(2100, 1, 1) + oldDays()
  store<u32>(note, asValid, wayAt)
  store<u32>(note, <u32>networkOfHalves(feistel, widthOfDays, <f64>days, 10_000), networkOf)
  store<u64>(note + limbsOf, <u64>(day - dayNumber(1900, 1, 1)))
  store<u64>(note + limbsOf, numberOf(digitsRead, 6, 10), 8)
  return true
}

function oldDays(): u32 {
  return dayNumber(1810, 1, 1) - dayNumber(1800, 1, 1)
}

const image: usize = memory.data(88)

/** What was no valid number does not become one. */
export function isPeselImage(note: usize, value: usize, length: u32): bool {
  if (load<u32>(note, wayAt) !== asLayout) return true
  if (!readDigits(value, 0, length) || digitCount !== digitsOfPesel) return true
  writeLayout(note, value, length, image)
  return dayOfPesel(image, length) === 0
}

export function writePesel(note: usize): void {
  const place: u32 = load<u32>(note, limbsOf)
  const farDays = dayNumber(2300, 1, 1) - dayNumber(2100, 1, 1)
  setDay(place < farDays ? dayNumber(2100, 1, 1) + place : dayNumber(1800, 1, 1) + place - farDays)
  decimal(yearOfDay % 100, 2)
  decimal(monthOfDay + monthsOf(yearOfDay / 100), 2)
  decimal(dayOfMonth, 2)
  decimal(load<u32>(note, limbsOf + 8), 4)
  byte(48 + digitOver(peselRule, o - 10))
  takeOverSeparators()
}

/** What is added to the months of a century: 80, 0, 20, 40, 60 from 1800 on. */
function monthsOf(century: u32): u32 {
  return ((century - 14) % 5) * 20
}

/** The date of birth in a valid number, in whatever spelling, or 0; leaves its digits in {@link digitsRead}. */
function dayOfPesel(value: usize, length: u32): u32 {
  if (!readDigits(value, 0, length) || digitCount !== digitsOfPesel) return 0
  if (48 + digitOver(peselRule, digitsRead) !== <u32>load<u8>(digitsRead, 10)) return 0
  const months = <u32>numberOf(digitsRead, 2, 4)
  const month = months % 20
  if (month === 0 || month > 12) return 0
  const century: u32 = months > 80 ? 18 : 19 + months / 20
  const year = century * 100 + <u32>numberOf(digitsRead, 0, 2)
  const day = <u32>numberOf(digitsRead, 4, 6)
  return day >= 1 && day <= daysInMonth(year, month) ? dayNumber(year, month, day) : 0
}
