import { z } from 'zod'
import { isShorter, requireLength } from '../fit.ts'
import type { Program } from '../programs/program.ts'
import type { Piece } from '../programs/render-program.ts'
import { defineTransformer } from '../transformer.ts'

const hex = (count: number): Piece => ({ piece: 'hex', count })
const dash: Piece = { piece: 'literal', text: '-' }
/** RFC 9562, section 5.4: version 4, variant 10. 122 bits are free. */
const version: Piece = { piece: 'literal', text: '4' }
const variant: Piece = { piece: 'one-of', texts: ['8', '9', 'a', 'b'] }

/**
 * A random UUID (version 4), with dashes and in capitals as the input is. One way, unlike `bijection`,
 * and the same for all spellings of one UUID, the sixteen bytes of a binary column among them.
 */
export default defineTransformer({
  name: 'uuid',
  describe: 'Replaces a UUID by a random one; equal ones stay equal everywhere.',
  kinds: ['uuid'],
  params: z.strictObject({}),
  accepts: ['uuid', 'text', 'binary'],
  laws: { unique: 'collision-free', chanceOfInput: 0, harmless: true },
  examples: [
    {
      input: '01890a5d-ac96-774b-bcce-b302099a8057',
      matches: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    },
    {
      input: '01890A5DAC96774BBCCEB302099A8057',
      matches: /^[0-9A-F]{12}4[0-9A-F]{3}[89AB][0-9A-F]{15}$/,
    },
  ],
  compile(_params, column) {
    requireLength('uuid', column, column.kind === 'binary' ? 16 : 32)
    const render = (between: readonly Piece[]): Program => ({
      op: 'render',
      subject: { domain: 'uuid', canonical: 'alphanumeric', follows: 'value' },
      pieces: [
        hex(8),
        ...between,
        hex(4),
        ...between,
        version,
        hex(3),
        ...between,
        variant,
        hex(3),
        ...between,
        hex(12),
      ],
      case: 'follow',
    })
    if (column.kind === 'binary') return { op: 'as-hex', program: render([]) }
    if (isShorter(column, 36)) return render([])
    return {
      op: 'by-shape',
      cases: [{ contains: '-', program: render([dash]) }],
      otherwise: render([]),
    }
  },
})
