import { isShorter, requireLength } from '../fit.ts'
import type { Program } from '../programs/program.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

/** The password of every masked account. */
export const testPassword = 'Poligon-test-1'

/** Made once, by bcrypt at cost 10 and by argon2 (RFC 9106: 19 MiB, 2 passes), from {@link testPassword}. */
const bcrypt = '4L4UWJvrgwxLx4bDn8xfT.dAtpkyVF3J0jXq/N08ESbdn31G8FBVO'
const argon2 = {
  argon2id: 'euuYUai7EQZRAzjTWglXeg$oCcxkjhAFXbm/MOfLhT0O6hyMQBWlEGWcOzGaQxP4X8',
  argon2i: 'euuYUai7EQZRAzjTWglXeg$xfmvV68j67wJI0SBjBcr6JobjL0S4Vgc9+3/mBoXgnc',
} as const

/**
 * A hash of the password `Poligon-test-1`, by the scheme that the input names (`$2y$`, `$2b$`, `$2a$`,
 * `$argon2id$`, `$argon2i$`), so that a test can log in as any masked account; `$2y$` for all others.
 */
export default defineTransformer({
  name: 'passwordHash',
  describe: 'Replaces a password hash by that of a known test password.',
  kinds: ['password_hash'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 1, harmless: true },
  examples: [
    {
      input: '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW',
      matches: /^\$2b\$10\$[./A-Za-z0-9]{53}$/,
    },
    { input: '$argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$aGFzaA', matches: /^\$argon2id\$v=19\$/ },
    { input: '5f4dcc3b5aa765d61d8327deb882cf99', matches: /^\$2y\$10\$/ },
  ],
  compile(_params, column) {
    requireLength('passwordHash', column, 60)
    const constant = (text: string): Program => ({ op: 'constant', text })
    const schemes = isShorter(column, 97) ? [] : (['argon2id', 'argon2i'] as const)
    return {
      op: 'by-shape',
      cases: [
        ...schemes.map((scheme) => ({
          starts: `$${scheme}$`,
          program: constant(`$${scheme}$v=19$m=19456,t=2,p=1$${argon2[scheme]}`),
        })),
        ...['$2a$', '$2b$'].map((starts) => ({
          starts,
          program: constant(`${starts}10$${bcrypt}`),
        })),
      ],
      otherwise: constant(`$2y$10$${bcrypt}`),
    }
  },
})
