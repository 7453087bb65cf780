import { z } from 'zod'
import { say } from '../../core/redacted.ts'
import { limit, refuse } from '../fit.ts'
import type { ColumnShape } from '../column.ts'
import type { Program } from '../programs/program.ts'
import { defineTransformer } from '../transformer.ts'

const text = z.union([z.string(), z.number()])

/** Values that are found without regard to case and blanks around them; NULL and empty stay. */
export default defineTransformer({
  name: 'lookup',
  describe: 'Replaces each value by the one that the policy gives for it.',
  kinds: [],
  params: z.strictObject({
    map: z.record(z.string(), text).describe('What becomes of each value.'),
    default: text.describe('What all other values become.'),
  }),
  accepts: ['text', 'integer', 'decimal'],
  laws: { unique: 'lossy', chanceOfInput: 1, harmless: true, keyless: true },
  examples: [
    { input: ' Gold', params: { map: { gold: 'A', silver: 'B' }, default: 'C' }, matches: /^A$/ },
    { input: 'paper', params: { map: { gold: 'A', silver: 'B' }, default: 'C' }, matches: /^C$/ },
  ],
  compile({ map, default: other }, column) {
    const constant = (value: string | number): Program => {
      checkFits(String(value), column)
      return { op: 'constant', text: String(value) }
    }
    return {
      op: 'lookup',
      cases: Object.entries(map).map(([value, image]) => ({
        equals: [value],
        program: constant(image),
      })),
      otherwise: constant(other),
    }
  },
})

function checkFits(value: string, column: ColumnShape): void {
  const { maxLength = Infinity } = limit(column)
  const fits =
    (column.kind === 'text' && value.length <= maxLength) ||
    (column.kind === 'integer' &&
      /^-?\d{1,15}$/.test(value) &&
      Math.abs(Number(value)) <= (column.maxValue ?? Infinity)) ||
    (column.kind === 'decimal' && /^-?\d+(?:\.\d+)?$/.test(value))
  if (!fits)
    throw refuse(
      'lookup',
      column,
      say`one of the new values is none of this column's`,
      say`Give values that the column can hold.`,
    )
}
