import { documentationNetworks, documentationPrefix6 } from '../harmless-ranges.ts'
import { say } from '../../core/redacted.ts'
import type { ColumnShape } from '../column.ts'
import { isShorter, refuse, requireLength } from '../fit.ts'
import type { Program } from '../programs/program.ts'
import type { Piece } from '../programs/render-program.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

/** Without a zero in front: the database gives such an address back as it got it, and joins with text hold. */
const group: readonly Piece[] = [
  { piece: 'one-of', texts: Array.from('123456789abcdef') },
  { piece: 'hex', count: 3 },
]
const colon: Piece = { piece: 'literal', text: ':' }
const dot: Piece = { piece: 'literal', text: '.' }
const byte: Piece = { piece: 'number', from: 1, to: 254 }

/**
 * An address from the blocks of RFC 5737 and RFC 3849, or from 10.0.0.0/8 (RFC 1918). In a number column
 * IPv4 as a number, in a binary column the four or sixteen bytes: one address has one mask in all three.
 */
export default defineTransformer({
  name: 'ip',
  describe: 'Replaces an IP address by one that is reserved for documentation.',
  kinds: ['ip'],
  params: z.strictObject({
    range: z
      .enum(['documentation', 'private'])
      .optional()
      .describe(
        '`private`: IPv4 from 10.0.0.0/8, where 16 million fit; else the 762 for documentation.',
      ),
  }),
  accepts: ['text', 'inet', 'integer', 'binary'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '83.12.45.6', matches: /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/ },
    { input: '83.12.45.6', params: { range: 'private' }, matches: /^10(?:\.\d{1,3}){3}$/ },
    { input: '2a02:a310::17', matches: /^2001:db8(?::[0-9a-f]{4}){6}$/ },
  ],
  compile({ range }, column) {
    if (column.kind === 'integer') {
      requireNumber(range, column)
      return { op: 'as-address', form: 'number', program: four(range) }
    }
    if (column.kind === 'binary') {
      requireLength('ip', column, 4)
      const program = isShorter(column, 16) ? four(range) : either(range)
      return { op: 'as-address', form: 'bytes', program }
    }
    requireLength('ip', column, 14)
    return isShorter(column, 38) ? four(range) : either(range)
  },
})

type Range = 'documentation' | 'private' | undefined

const render = (pieces: readonly Piece[]): Program => ({
  op: 'render',
  subject: { domain: 'ip', canonical: 'email', follows: 'value' },
  pieces,
})

const four = (range: Range) =>
  render(
    range === 'private'
      ? [{ piece: 'literal', text: '10.' }, byte, dot, byte, dot, byte]
      : [{ piece: 'one-of', texts: documentationNetworks }, byte],
  )

const six = render([
  { piece: 'literal', text: documentationPrefix6 },
  ...[group, group, group, group, group].flatMap((one) => [...one, colon]),
  ...group,
])

const either = (range: Range): Program => ({
  op: 'by-shape',
  cases: [{ contains: ':', program: six }],
  otherwise: four(range),
})

/** 10.255.255.255 and 255.255.255.255 as numbers are the largest. */
function requireNumber(range: Range, column: ColumnShape): void {
  const most = range === 'private' ? 184_549_375 : 2 ** 32 - 1
  if ((column.maxValue ?? Infinity) >= most) return
  throw refuse(
    'ip',
    column,
    say`the numbers of such addresses do not fit`,
    range === 'private'
      ? say`Drop the column.`
      : say`Take \`range: private\`, whose numbers are small.`,
  )
}
