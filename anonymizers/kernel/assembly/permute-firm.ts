/** The twin of ../permute-nip.ts and ../permute-regon.ts. */
import { branchDigit, digitOver, nipRule, regonRule } from './check-digits.ts'
import { digitCount, digitsRead, numberOf, readDigits } from './digits-of.ts'
import { startsWithCountry } from './letters.ts'
import { limbsOf, networkOf, permuteNotes } from './feistel.ts'
import { networkOfWidth } from './network.ts'
import { byte, copy, decimal, o } from './output.ts'
import { byClass, readLayout } from './permute-layout.ts'
import { asValid, feistelAt, keptAt, wayAt } from './permute-note.ts'
import { takeOverSeparators } from './spelling.ts'

const digitsOfNip: u32 = 10
const digitsOfFirm: u32 = 9
const digitsOfBranch: u32 = 14

/** Takes the number of `width` digits, the first of those that were read. */
function takeNumber(feistel: usize, width: u32, note: usize): void {
  const middle = width - (width >> 1)
  store<u32>(note, asValid, wayAt)
  store<u32>(note, <u32>networkOfWidth(feistel, width), networkOf)
  store<u64>(note + limbsOf, numberOf(digitsRead, 0, middle))
  store<u64>(note + limbsOf, numberOf(digitsRead, middle, width), 8)
}

export function readNip(feistel: usize, value: usize, length: u32, note: usize): bool {
  const prefix: u32 = startsWithCountry(value, length) ? 2 : 0
  const isNumber = readDigits(value, prefix, length)
  if (!isNumber || digitCount !== digitsOfNip || load<u8>(digitsRead) === 48)
    return readLayout(feistel, value, length, note, byClass, 0)
  takeNumber(feistel, 9, note)
  store<u32>(note, prefix, keptAt)
  return true
}

const nine: usize = memory.data(16)

export function isNipImage(note: usize): bool {
  const high: u32 = load<u32>(note, limbsOf)
  if (high < 10_000) return false
  let rest = high
  for (let i = nine + 5; i > nine; rest /= 10) store<u8>(--i, 48 + (rest % 10))
  rest = load<u32>(note, limbsOf + 8)
  for (let i = nine + 9; i > nine + 5; rest /= 10) store<u8>(--i, 48 + (rest % 10))
  return digitOver(nipRule, nine) < 10
}

export function writeNip(note: usize, value: usize): void {
  copy(value, load<u32>(note, keptAt))
  decimal(load<u32>(note, limbsOf), 5)
  decimal(load<u32>(note, limbsOf + 8), 4)
  byte(48 + digitOver(nipRule, o - 9))
  takeOverSeparators()
}

export function readRegon(feistel: usize, value: usize, length: u32, note: usize): bool {
  const isNumber = readDigits(value, 0, length)
  if (!isNumber || (digitCount !== digitsOfFirm && digitCount !== digitsOfBranch))
    return readLayout(feistel, value, length, note, byClass, 0)
  takeNumber(feistel, 8, note)
  return true
}

const branchNote: usize = memory.data(64, 16)
const onlyBranch: usize = memory.data(4)

export function writeRegon(feistel: usize, note: usize, value: usize, length: u32): void {
  decimal(load<u32>(note, limbsOf), 4)
  decimal(load<u32>(note, limbsOf + 8), 4)
  byte(48 + digitOver(regonRule, o - 8))
  readDigits(value, 0, length)
  if (digitCount === digitsOfBranch) {
    store<u32>(branchNote, <u32>networkOfWidth(feistel, 4), networkOf)
    store<u64>(branchNote + limbsOf, numberOf(digitsRead, 9, 11))
    store<u64>(branchNote + limbsOf, numberOf(digitsRead, 11, 13), 8)
    store<u32>(onlyBranch, <u32>branchNote)
    permuteNotes(onlyBranch, 1)
    decimal(load<u32>(branchNote, limbsOf), 2)
    decimal(load<u32>(branchNote, limbsOf + 8), 2)
    byte(48 + branchDigit(o - 13))
  }
  takeOverSeparators()
}
