import { isDate } from '../kernel/days.ts'
import { fold } from './fold.ts'
import { monthNumbers } from './month-names.ts'

const month = [...monthNumbers.keys()].toSorted((a, b) => b.length - a.length).join('|')

const spellings = new RegExp(
  [
    String.raw`(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)`,
    String.raw`(?<!\d)(\d{1,2})([-/. ]|\. )(\d{1,2})\6(\d{4})(?!\d)`,
    String.raw`(?<!\d)(\d{8})(?:\d{6})?(?!\d)`,
    String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.)?[- /]{1,2}(?:de |of )?(${month})\.?,?[- /](?:de |del )?(\d{4})(?!\d)`,
    String.raw`\b(${month})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)`,
  ].join('|'),
  'g',
)

/**
 * The days that stand in a text, as whole numbers `yyyymmdd`: as databases and people write them, also with a time
 * behind, in words (`17 maja 1980`), and as eight digits. Where a spelling can be read in two ways, both.
 */
export function daysIn(value: Uint8Array): readonly number[] {
  if (value.length < 8) return none
  const day = asDatabasesWrite(value)
  if (day !== undefined) return day === 0 ? none : [day]
  if (!mayHaveYear(value)) return none
  const text = plain(value)
  const found: number[] = []
  const put = (y: string | undefined, m: string | number | undefined, d: string | undefined) => {
    const [a, b, c] = [Number(y), Number(m), Number(d)]
    const day = a * 10_000 + b * 100 + c
    if (a >= firstYear && a <= lastYear && isDate(a, b, c) && !found.includes(day)) found.push(day)
  }
  for (const one of text.matchAll(spellings)) {
    if (one[1] !== undefined) put(one[1], one[3], one[4])
    else if (one[5] !== undefined) {
      put(one[8], one[7], one[5])
      if (one[6] === '/' || one[6] === '-') put(one[8], one[5], one[7])
    } else if (one[9] !== undefined) {
      put(one[9].slice(0, 4), one[9].slice(4, 6), one[9].slice(6))
      put(one[9].slice(4), one[9].slice(2, 4), one[9].slice(0, 2))
    } else if (one[10] !== undefined) put(one[12], monthNumbers.get(one[11] ?? ''), one[10])
    else put(one[15], monthNumbers.get(one[13] ?? ''), one[14])
  }
  return found
}

/** The day of `1980-05-17`, alone or with a time behind it; 0 of no day; undefined of anything else. */
function asDatabasesWrite(value: Uint8Array): number | undefined {
  if (value[4] !== 0x2d || value[7] !== 0x2d || value.length > 32) return undefined
  const behind = value[10] ?? 0x20
  if (value.length !== 10 && ((behind !== 0x20 && behind !== 0x54) || value[13] !== 0x3a))
    return undefined
  let day = 0
  for (let i = 0; i < 10; i++) {
    if (i === 4 || i === 7) continue
    const digit = (value[i] as number) - 0x30
    if (digit < 0 || digit > 9) return undefined
    day = day * 10 + digit
  }
  const [year, month] = [Math.floor(day / 10_000), Math.floor(day / 100) % 100]
  return year >= firstYear && year <= lastYear && isDate(year, month, day % 100) ? day : 0
}

/** Whether digits stand there as the year of a day, alone or with the day; or escapes, behind which they may. */
function mayHaveYear(value: Uint8Array): boolean {
  let digits = 0
  for (let i = 0; i <= value.length; i++) {
    const code = value[i] ?? 0
    if (code === 0x25 || code >= 0xe0) return true
    if (code >= 0x30 && code < 0x3a) digits++
    else if (digits > 0) {
      const begins = value[i - 4] as number
      if (digits === 4 && begins > 0x30 && begins < 0x33) return true
      if (digits === 8 || digits === 14) return true
      digits = 0
    }
  }
  return false
}

export const firstYear = 1850
export const lastYear = 2100

/** In lower case, without marks, and without the escapes that dates come in. */
function plain(value: Uint8Array): string {
  const folded = value.every((code) => code < 0x80) ? value : fold(value)
  const text = Buffer.from(folded.buffer, folded.byteOffset, folded.length).toString('latin1')
  return text
    .toLowerCase()
    .replace(/\\+(?=\/)/g, '')
    .replace(/%2[def]|%20/g, (escape) => decodeURIComponent(escape))
}

const none: readonly never[] = []
