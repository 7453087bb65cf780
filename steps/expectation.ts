import { PoligonError } from '../core/errors.ts'
import { name, say, type Redacted } from '../core/redacted.ts'
import { canonicalNumber } from './amount.ts'

/** What a cell of a check's table asks of a value. */
export type Expectation =
  | { readonly kind: 'any' }
  | { readonly kind: 'none' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  | { readonly kind: 'near'; readonly middle: number; readonly tolerance: number }
  | { readonly kind: 'exact'; readonly text: string }

/** How the values of a column are compared. */
export interface ValueType {
  readonly type: 'text' | 'number' | 'money' | 'percent' | 'flag'
  /** Values as they stand in the database, and the words for each. */
  readonly values?: Readonly<Record<string, readonly string[]>> | undefined
  /** What the column is called in steps. */
  readonly words?: readonly string[]
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/**
 * `<any>` `<dowolne>`: anything but nothing. `<none>` `<brak>` and an empty cell: nothing. `<uuid>`,
 * `/regular expression/`, `~12,30±0,01`; all else is the value itself.
 */
export function parseExpectation(cell: string): Expectation {
  const text = cell.trim()
  if (text === '<any>' || text === '<dowolne>') return { kind: 'any' }
  if (text === '' || text === '<none>' || text === '<brak>') return { kind: 'none' }
  if (text === '<uuid>') return { kind: 'uuid' }
  const pattern = /^\/(.+)\/([iu]*)$/.exec(text)
  if (pattern) return { kind: 'pattern', pattern: regularExpression(pattern[1] ?? '', pattern[2]) }
  const [, middle, tolerance] = /^~(.+?)(?:±|\+-)(.+)$/.exec(text) ?? []
  const [near, by] = [canonicalNumber(middle ?? ''), canonicalNumber(tolerance ?? '')]
  if (near !== undefined && by !== undefined)
    return { kind: 'near', middle: Number(near), tolerance: Number(by) }
  return { kind: 'exact', text }
}

function regularExpression(source: string, flagLetters: string | undefined): RegExp {
  try {
    return new RegExp(source, flagLetters)
  } catch (cause) {
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`A cell between slashes is not a regular expression.`,
      remedy: say`Check its brackets, and put a backslash before those that are meant as they are.`,
      cause,
    })
  }
}

export function meets(expectation: Expectation, actual: string | null, type: ValueType): boolean {
  if (expectation.kind === 'none') return actual === null || actual === ''
  if (actual === null || actual === '') return false
  switch (expectation.kind) {
    case 'any':
      return true
    case 'uuid':
      return uuid.test(actual)
    case 'pattern':
      return expectation.pattern.test(actual)
    case 'near': {
      const number = canonicalNumber(actual)
      // Half of the last digit that counts, for the binary fractions of the subtraction.
      return (
        number !== undefined &&
        Math.abs(Number(number) - expectation.middle) <= expectation.tolerance + 1e-9
      )
    }
    case 'exact':
      return same(storedValue(expectation.text, type), actual, type)
  }
}

/**
 * The value as the database holds it, for a word of the step language.
 *
 * @throws POLIGON_CONFIG when the column holds numbers, or yes and no, and the word is neither. It is
 * not shown: it may come from a variable.
 */
export function storedValue(word: string, type: ValueType): string {
  const known = Object.entries(type.values ?? {}).find(([, words]) =>
    words.some((one) => one.toLowerCase() === word.toLowerCase()),
  )
  if (known) return known[0]
  if (type.type === 'text') return word
  if (type.type === 'flag') {
    if (flags[word.toLowerCase()] !== undefined) return word
    throw misfit(type, say`neither yes nor no`, say`Write yes or no, tak or nie.`)
  }
  const number = canonicalNumber(word)
  if (number !== undefined) return number
  throw misfit(type, say`not a number`, say`Write it like 3, 23%, 12.50 or 1 234,50 zł.`)
}

function misfit({ words = [] }: ValueType, what: Redacted, remedy: Redacted): PoligonError {
  return new PoligonError('POLIGON_CONFIG', {
    what: say`What the step says for ${name(words[0] ?? 'the value')} is ${what}.`,
    remedy,
  })
}

/** @throws POLIGON_CONFIG when no value of the column could ever meet the cell. */
export function refuseHopeless(cell: string, type: ValueType): void {
  const expectation = parseExpectation(cell)
  if (expectation.kind === 'exact') storedValue(expectation.text, type)
}

/** The first word for a value, else the value. */
export function spokenValue(stored: string, type: ValueType): string {
  return type.values?.[stored]?.[0] ?? stored
}

const flags: Readonly<Record<string, boolean>> = {
  '1': true,
  t: true,
  true: true,
  yes: true,
  tak: true,
  '0': false,
  f: false,
  false: false,
  no: false,
  nie: false,
}

function same(expected: string, actual: string, { type }: ValueType): boolean {
  if (type === 'text') return expected === actual
  if (type === 'flag') {
    const [a, b] = [flags[expected.toLowerCase()], flags[actual.toLowerCase()]]
    return a !== undefined && a === b
  }
  const [a, b] = [canonicalNumber(expected), canonicalNumber(actual)]
  return a !== undefined && a === b
}
