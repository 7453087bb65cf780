import { documentationNetworks, documentationPrefix6 } from '../harmless-ranges.ts'
import { say } from '../../core/redacted.ts'
import type { ColumnShape } from '../column.ts'
import { isShorter, refuse, requireLength } from '../fit.ts'
import type { Piece, Program, Subject } from '../program.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

const group: Piece = { piece: 'hex', count: 4 }
const colon: Piece = { piece: 'literal', text: ':' }
const dot: Piece = { piece: 'literal', text: '.' }
const byte: Piece = { piece: 'number', from: 1, to: 254 }

/** The last byte of 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, as IPv4 addresses are written as numbers. */
const documentationNumbers = [3_221_225_984, 3_325_256_704, 3_405_803_776].flatMap((network) =>
  Array.from({ length: 254 }, (_, i) => String(network + i + 1)),
)
const privateNumbers: Piece = { piece: 'number', from: 167_772_161, to: 184_549_374 }

/**
 * An address from the blocks of RFC 5737 and RFC 3849, or from 10.0.0.0/8 (RFC 1918). In a number column
 * IPv4 as a number, in a binary column the four or sixteen bytes. An address that stands in columns of two
 * kinds has a mask in each.
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
    if (column.kind === 'integer') return asNumber(range, column)
    if (column.kind === 'binary') return { op: 'as-hex', program: asBytes(range, column) }
    requireLength('ip', column, 14)
    const subject: Subject = { domain: 'ip', canonical: 'email', follows: 'value' }
    const render = (pieces: readonly Piece[]): Program => ({ op: 'render', subject, pieces })
    const four = render(
      range === 'private'
        ? [{ piece: 'literal', text: '10.' }, byte, dot, byte, dot, byte]
        : [{ piece: 'one-of', texts: documentationNetworks }, byte],
    )
    if (isShorter(column, 38)) return four
    const six = render([
      { piece: 'literal', text: documentationPrefix6 },
      ...[group, group, group, group, group].flatMap((one) => [one, colon]),
      group,
    ])
    return { op: 'by-shape', cases: [{ contains: ':', program: six }], otherwise: four }
  },
})

type Range = 'documentation' | 'private' | undefined

function asNumber(range: Range, column: ColumnShape): Program {
  if (range !== 'private' && (column.maxValue ?? Infinity) < 2 ** 32 - 1)
    throw refuse(
      'ip',
      column,
      say`the numbers of documentation addresses do not fit`,
      say`Take \`range: private\`, whose numbers are small.`,
    )
  return {
    op: 'render',
    subject: { domain: 'ip/number', canonical: 'exact', follows: 'value' },
    pieces: [
      range === 'private' ? privateNumbers : { piece: 'one-of', texts: documentationNumbers },
    ],
  }
}

/** Over hexadecimal digits: `c0000217`, `20010db8…`. */
function asBytes(range: Range, column: ColumnShape): Program {
  requireLength('ip', column, 4)
  const render = (pieces: readonly Piece[]): Program => ({
    op: 'render',
    subject: { domain: 'ip/bytes', canonical: 'exact', follows: 'value' },
    pieces,
  })
  const four = render(
    range === 'private'
      ? [
          { piece: 'literal', text: '0a' },
          { piece: 'hex', count: 6 },
        ]
      : [
          { piece: 'one-of', texts: ['c00002', 'c63364', 'cb0071'] },
          { piece: 'hex', count: 2 },
        ],
  )
  if (isShorter(column, 16)) return four
  const six = render([
    { piece: 'literal', text: '20010db8' },
    { piece: 'hex', count: 24 },
  ])
  return { op: 'by-shape', cases: [{ least: 32, program: six }], otherwise: four }
}
