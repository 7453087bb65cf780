import { say } from '../../core/redacted.ts'
import type { ShiftDateProgram } from '../programs/change-programs.ts'
import type { ByteWriter } from './byte-writer.ts'
import { isDigit } from './canonical.ts'
import { dayNumber, dayOf, daysInMonth, isDate, type Day } from './days.ts'
import type { Kernel } from './kernel.ts'
import { BitStream, ownSubject } from './keyed-hash.ts'
import { outcome, type FindPersona, type Step } from './step.ts'
import { valueError } from './value-error.ts'

/** Compiles a date program. Reads `2024-02-29`, alone or with a time behind it, which stays. */
export function compileShiftDate(
  program: ShiftDateProgram,
  kernel: Kernel,
  persona: FindPersona | undefined,
): Step {
  const { domain, canonical, follows } = program.subject
  const findSubject = kernel.hash.subjects(domain, canonical)
  const findPersona = follows === 'value' ? undefined : persona
  const own = ownSubject()
  const bits = new BitStream(kernel.hash.purpose(`pieces/${domain}`))
  return (value, row, out) => {
    if (value === null || value.length === 0 || isNoDate(value)) return outcome.kept
    const date = readDate(value)
    let subject = findPersona?.(row)
    if (!subject) {
      findSubject(value, own)
      subject = own
    }
    bits.start(subject, 0)
    if ('startOf' in program.move) {
      writeDate(startOf(date, program.move.startOf), out)
      midnight(value, out)
      return outcome.written
    }
    writeDate(dayOf(moved(date, program.move, bits)), out)
    out.copy(value, 10)
    return outcome.written
  }
}

function startOf({ year, month }: Day, unit: 'month' | 'quarter' | 'year'): Day {
  const before = unit === 'year' ? month - 1 : unit === 'quarter' ? (month - 1) % 3 : 0
  return { year, month: month - before, day: 1 }
}

/** The time of day behind the date with zeros for its digits; the zone stays. */
function midnight(value: Uint8Array, out: ByteWriter): void {
  let inTime = true
  for (let i = 10; i < value.length; i++) {
    const byte = value[i] as number
    if (i > 10 && !isDigit(byte) && byte !== 0x3a && byte !== 0x2e && byte !== 0x2c) inTime = false
    out.byte(inTime && isDigit(byte) ? 0x30 : byte)
  }
}

type Move = Exclude<ShiftDateProgram['move'], { readonly startOf: unknown }>

function moved(date: Day, move: Move, bits: BitStream): number {
  const number = dayNumber(date.year, date.month, date.day)
  if ('days' in move) {
    const step = bits.below(2 * move.days)
    return number + (step < move.days ? step - move.days : step - move.days + 1)
  }
  const first = dayNumber(date.year, move.within === 'year' ? 1 : date.month, 1)
  const length =
    move.within === 'month'
      ? daysInMonth(date.year, date.month)
      : dayNumber(date.year + 1, 1, 1) - first
  const place = bits.below(length - 1)
  return first + (first + place >= number ? place + 1 : place)
}

/** What databases write for "no date" and "for ever" says nothing about anybody. */
function isNoDate(value: Uint8Array): boolean {
  const start = Buffer.from(value.buffer, value.byteOffset, Math.min(value.length, 10))
  return noDates.some((text) => start.equals(text)) && isTime(value)
}

const noDates = ['0000-00-00', '9999-12-31', 'infinity', '-infinity'].map((text) =>
  Buffer.from(text),
)

/** What stands behind the ten characters of a date stays, so that it must be a time and nothing else. */
function isTime(value: Uint8Array): boolean {
  if (value.length <= 10) return true
  const behind = Buffer.from(value.buffer, value.byteOffset + 10, value.length - 10)
  return time.test(behind.toString('latin1'))
}

const time = /^[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d){0,2}))?$/

function readDate(value: Uint8Array): Day {
  const number = (from: number, to: number) => {
    let result = 0
    for (let i = from; i < to; i++) result = result * 10 + (value[i] as number) - 48
    return result
  }
  const digits = [0, 1, 2, 3, 5, 6, 8, 9].every((place) => isDigit(value[place] ?? 0))
  if (digits && isTime(value) && value[4] === 0x2d && value[7] === 0x2d) {
    // MySQL writes 0 for an unknown month or day.
    const date = { year: number(0, 4), month: number(5, 7) || 1, day: number(8, 10) || 1 }
    if (isDate(date.year, date.month, date.day)) return date
  }
  throw valueError(say`A value is not a date of the form YYYY-MM-DD.`)
}

function writeDate({ year, month, day }: Day, out: ByteWriter): void {
  out.decimal(year, 4)
  out.byte(0x2d)
  out.decimal(month, 2)
  out.byte(0x2d)
  out.decimal(day, 2)
}
