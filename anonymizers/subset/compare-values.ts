import type { ColumnShape } from '../column.ts'
import { momentOf, secondsOf } from './moment.ts'
import { foldedText } from './folded-text.ts'

/** Below 0, 0 or above 0, as in a sort; undefined for what has no place among the values of its type. */
export type Order = (value: string) => number | undefined

/** How the values of a column are compared. */
export interface Comparing {
  /** Whether a text in a condition can be a value of the column. */
  readonly accepts: (written: string) => boolean
  /** How values stand to what is written in a condition. */
  readonly orderTo: (written: string) => Order
  /** The value as text that `like` looks at; absent where it makes no sense. */
  readonly text?: (value: string) => string
}

/** Undefined where the values of the column can be written in several ways, so that they are only null or not. */
export function comparingOf(column: ColumnShape, postgres: boolean): Comparing | undefined {
  if (/^set\b/i.test(column.declared)) return undefined
  switch (column.kind) {
    case 'integer':
    case 'decimal':
      return { accepts: isNumber, orderTo: (written) => (value) => numbers(value, written) }
    case 'boolean':
      return { accepts: (text) => truth(text) !== undefined, orderTo: by(truth) }
    case 'date':
    case 'timestamp':
      return { accepts: (text) => momentOf(text) !== undefined, orderTo: by(momentOf) }
    case 'time':
      return { accepts: (text) => secondsOf(text) !== undefined, orderTo: by(secondsOf) }
    case 'uuid':
      return { accepts: () => true, orderTo: by((text) => text.toLowerCase()) }
    case 'text': {
      const folded = (text: string) => foldedText(text, column, postgres)
      return {
        accepts: () => true,
        orderTo: (written) => {
          const other = folded(written)
          return (value) => collator.compare(folded(value), other)
        },
        text: folded,
      }
    }
    case 'inet':
      return {
        accepts: () => true,
        orderTo: (written) => (value) => (value === written ? 0 : undefined),
      }
    case 'json':
    case 'binary':
    case 'other':
      return undefined
  }
}

/** The order of the Unicode collation algorithm; texts are equal only when every letter is. */
const collator = new Intl.Collator('und', { sensitivity: 'variant' })

const isNumber = (text: string) => /^\s*[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i.test(text)

function by(reading: (text: string) => string | number | undefined): Comparing['orderTo'] {
  return (written) => {
    const b = reading(written)
    return (value) => {
      const a = reading(value)
      if (a === undefined || b === undefined) return undefined
      return a < b ? -1 : a > b ? 1 : 0
    }
  }
}

function truth(text: string): number | undefined {
  if (/^(?:t|true|1|yes|on)$/i.test(text)) return 1
  return /^(?:f|false|0|no|off)$/i.test(text) ? 0 : undefined
}

function numbers(value: string, written: string): number | undefined {
  const [a, b] = [Number(value), Number(written)]
  if (Number.isNaN(a) || Number.isNaN(b)) return undefined
  if (a !== b) return a < b ? -1 : 1
  // Longer numbers than a double holds may still differ.
  if (value.length < 16 && written.length < 16) return 0
  return exact(value, written)
}

function exact(value: string, written: string): number {
  const plain = /^\s*(-?)\+?0*(\d*)(?:\.(\d*?)0*)?\s*$/
  const [a, b] = [plain.exec(value), plain.exec(written)]
  if (!a || !b) return 0
  const scale = Math.max(a[3]?.length ?? 0, b[3]?.length ?? 0)
  const whole = (parts: RegExpExecArray) =>
    BigInt(`${parts[1] ?? ''}${parts[2] || '0'}${(parts[3] ?? '').padEnd(scale, '0')}`)
  const difference = whole(a) - whole(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
