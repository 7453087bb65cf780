import { documentationNetworks, documentationPrefix6 } from '../harmless-ranges.ts'
import { isShorter, requireLength } from '../fit.ts'
import type { Piece, Program, Subject } from '../program.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

const group: Piece = { piece: 'hex', count: 4 }
const colon: Piece = { piece: 'literal', text: ':' }
const dot: Piece = { piece: 'literal', text: '.' }
const byte: Piece = { piece: 'number', from: 1, to: 254 }

/** An address from the blocks of RFC 5737 and RFC 3849, or from 10.0.0.0/8 (RFC 1918). */
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
  accepts: ['text', 'inet'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '83.12.45.6', matches: /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/ },
    { input: '83.12.45.6', params: { range: 'private' }, matches: /^10(?:\.\d{1,3}){3}$/ },
    { input: '2a02:a310::17', matches: /^2001:db8(?::[0-9a-f]{4}){6}$/ },
  ],
  compile({ range }, column) {
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
