import { z } from 'zod'
import { requireLength } from '../fit.ts'
import type { Program } from '../programs/program.ts'
import type { Piece } from '../programs/render-program.ts'
import { defineTransformer } from '../transformer.ts'

/** IEEE 802, clause 8: the second digit says that nobody's hardware has the address, and that it is one device. */
const local: Piece = { piece: 'one-of', texts: ['2', '6', 'a', 'e'] }

/** A locally administered address, with the separators of the input and in capitals where it is. */
export default defineTransformer({
  name: 'mac',
  describe: 'Replaces a MAC address by a locally administered one that no hardware has.',
  kinds: ['mac'],
  params: z.strictObject({}),
  accepts: ['text', 'other'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '00:1A:2B:3C:4D:5E', matches: /^[0-9A-F][26AE](?::[0-9A-F]{2}){5}$/ },
    { input: '001a.2b3c.4d5e', matches: /^[0-9a-f][26ae][0-9a-f]{2}(?:\.[0-9a-f]{4}){2}$/ },
    { input: '00-1a-2b-3c-4d-5e', matches: /^[0-9a-f][26ae](?:-[0-9a-f]{2}){5}$/ },
  ],
  compile(_params, column): Program {
    requireLength('mac', column, 12)
    return {
      op: 'render',
      subject: { domain: 'mac', canonical: 'alphanumeric', follows: 'value' },
      pieces: [{ piece: 'hex', count: 1 }, local, { piece: 'hex', count: 10 }],
      case: 'follow',
      spelling: 'separators',
    }
  },
})
