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
  if (pattern) return { kind: 'pattern', pattern: new RegExp(pattern[1] as string, pattern[2]) }
  const [, middle, tolerance] = /^~(.+?)(?:±|\+-)(.+)$/.exec(text) ?? []
  const [near, by] = [canonicalNumber(middle ?? ''), canonicalNumber(tolerance ?? '')]
  if (near !== undefined && by !== undefined)
    return { kind: 'near', middle: Number(near), tolerance: Number(by) }
  return { kind: 'exact', text }
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

/** The value as the database holds it, for a word of the step language. */
export function storedValue(word: string, type: ValueType): string {
  const known = Object.entries(type.values ?? {}).find(([, words]) =>
    words.some((one) => one.toLowerCase() === word.toLowerCase()),
  )
  if (known) return known[0]
  return type.type === 'text' || type.type === 'flag' ? word : (canonicalNumber(word) ?? word)
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
