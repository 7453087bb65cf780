import { isShorter, requireLength } from '../fit.ts'
import type { Program } from '../programs/program.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

/** The password of every masked account. */
export const testPassword = 'Poligon-test-1'

/** Made once, by bcrypt at cost 10, from {@link testPassword}. */
const bcrypt = '4L4UWJvrgwxLx4bDn8xfT.dAtpkyVF3J0jXq/N08ESbdn31G8FBVO'

/**
 * Hashes of {@link testPassword}, by how a hash of the scheme starts: bcrypt; argon2 (RFC 9106: 19 MiB, 2 passes);
 * scrypt and PBKDF2 as passlib writes them (Odoo, Tryton, Frappe) and as Django does; those of WordPress 6.8
 * (bcrypt over HMAC-SHA-384) and of phpass before it; the file format of scrypt, in base64, of Medusa.
 */
const hashes: readonly (readonly [starts: string, hash: string])[] = [
  ['$2y$', `$2y$10$${bcrypt}`],
  ['$2a$', `$2a$10$${bcrypt}`],
  ['$2b$', `$2b$10$${bcrypt}`],
  [
    '$argon2id$',
    '$argon2id$v=19$m=19456,t=2,p=1$euuYUai7EQZRAzjTWglXeg$oCcxkjhAFXbm/MOfLhT0O6hyMQBWlEGWcOzGaQxP4X8',
  ],
  [
    '$argon2i$',
    '$argon2i$v=19$m=19456,t=2,p=1$euuYUai7EQZRAzjTWglXeg$xfmvV68j67wJI0SBjBcr6JobjL0S4Vgc9+3/mBoXgnc',
  ],
  [
    '$scrypt$',
    '$scrypt$ln=14,r=8,p=1$cnlYQTkiyTHsxJbEc/TOQQ$1FEpcv2sIWOtbyWwK+M0qQ8BKJH0PUWYme/1iR2zWKQ',
  ],
  [
    '$pbkdf2-sha512$',
    '$pbkdf2-sha512$25000$cL9bKX7cOpf1D0.7Xw7hOQ$75c.F8kp4Pf.ATJs.gb7FZ7jULhXkwobTErM8Z.HKoTxXgU9ExqGSUjFqU2Mk2yXz5oGXlOF2kidNMuKf445VQ',
  ],
  [
    '$pbkdf2-sha256$',
    '$pbkdf2-sha256$29000$cL9bKX7cOpf1D0.7Xw7hOQ$EwVyzWvqaVvmegXtw1Uq96v9CkZwEkZy3VO6jntJb7A',
  ],
  [
    'pbkdf2_sha256$',
    'pbkdf2_sha256$29000$PoligonTestSalt22chars$e9bl6ZINmQwfsAN8hGD16srL5ouwo1VW7qals6g8uSs=',
  ],
  ['$wp$', '$wp$2y$10$ehHko37ZsviHPYUn7mB1bOfK1ULiXCUnY2yo78NhhjarePC2M7bzi'],
  ['$P$', '$P$BPoL1g0n7BrkDPnBoSF1xSZ3s1fKEU/'],
  ['$H$', '$H$BPoL1g0n7BrkDPnBoSF1xSZ3s1fKEU/'],
  [
    'c2NyeXB0A',
    'c2NyeXB0AA8AAAAIAAAAAZcgSWgRSqpcsGZtY7sAmFrSWY8XgroVu2QF9mZGE4YGo0fiP4E+bLOxRc5pM+1h9WNNnbtyILwRr0eAbB1IXIi1Kb3tSdt6P3+mqhQXuagN',
  ],
]

/** Of Magento, in the version that all releases of 2 take: the SHA-256 of salt and password, the salt, 1. */
const magento =
  '33b93293559fb994eb8d13d09cc8453df0cf2fb99875515de336922e1981e499:e4afef97d6eb1c2847220f77a680356d:1'

/** For values that name no scheme. */
const unnamed = { bcrypt: `$2y$10$${bcrypt}`, md5: '1f6578ec294906e10a980a771c5d7cb9' } as const

/**
 * A hash of the password `Poligon-test-1`, by the scheme of the input, so that a test can log in as any
 * masked account. An input that names no scheme, or whose hash the column has no room for, becomes bcrypt
 * (`$2y$`), or what `otherwise` says.
 */
export default defineTransformer({
  name: 'passwordHash',
  describe: 'Replaces a password hash by that of a known test password.',
  kinds: ['password_hash'],
  params: z.strictObject({
    otherwise: z
      .enum(['bcrypt', 'md5'])
      .default('bcrypt')
      .describe('What becomes of a value that names no scheme.'),
  }),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 1, harmless: true },
  examples: [
    {
      input: '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW',
      matches: /^\$2b\$10\$[./A-Za-z0-9]{53}$/,
    },
    { input: '$argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$aGFzaA', matches: /^\$argon2id\$v=19\$/ },
    { input: '$P$BdKmIYJfEiPlbBKtyDBfbN3Ps9Qr2W/', matches: /^\$P\$B[./A-Za-z0-9]{30}$/ },
    { input: '5f4dcc3b5aa765d61d8327deb882cf99', matches: /^\$2y\$10\$/ },
    {
      input: '5f4dcc3b5aa765d61d8327deb882cf99',
      params: { otherwise: 'md5' },
      matches: /^[0-9a-f]{32}$/,
    },
  ],
  compile({ otherwise }, column) {
    const constant = (text: string): Program => ({ op: 'constant', text })
    requireLength('passwordHash', column, unnamed[otherwise].length)
    const fits = (hash: string): boolean => !isShorter(column, hash.length)
    return {
      op: 'by-shape',
      cases: [
        ...hashes.flatMap(([starts, hash]) =>
          fits(hash) ? [{ starts, program: constant(hash) }] : [],
        ),
        ...(fits(magento) ? [{ contains: ':', least: 66, program: constant(magento) }] : []),
      ],
      otherwise: constant(unnamed[otherwise]),
    }
  },
})
