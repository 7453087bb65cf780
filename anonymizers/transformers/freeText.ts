import { limit, needsAscii, requireLength } from '../fit.ts'
import type { ColumnShape } from '../column.ts'
import type { Program } from '../programs/program.ts'
import { z } from 'zod'
import { wordsFrom } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import { defineTransformer } from '../transformer.ts'
import bijection from './bijection.ts'
import email from './email.ts'
import firstName from './firstName.ts'
import fullName from './fullName.ts'
import iban from './iban.ts'
import lastName from './lastName.ts'
import nip from './nip.ts'
import pesel from './pesel.ts'
import phone from './phone.ts'

const params = z.union([
  z.strictObject({
    words: z
      .literal('replace')
      .optional()
      .describe('Everything that has no mask of its own becomes neutral sentences (the default).'),
  }),
  z.strictObject({
    words: z
      .literal('keep')
      .describe(
        'The text stays, but for what is recognised and what may be a name or a longer number. A name that is in no list, in lower case and beside nothing that tells, passes.',
      ),
    reason: z.string().trim().min(1).describe('Why the words of people may pass.'),
  }),
])

/**
 * E-mail addresses, phone numbers, NIP, PESEL and accounts in the text become what the same values become in a
 * column, and names of persons what the columns of the row make of them, else what the name becomes by itself
 * (see kernel/names/). Everything else is replaced by neutral sentences of about the same length, because
 * nobody can tell by looking whether a word names a person: then no word of the input comes through.
 */
export default defineTransformer<z.infer<typeof params>>({
  name: 'freeText',
  describe:
    'Replaces running text by neutral sentences; names, addresses and numbers inside get their own masks.',
  kinds: ['free_text', 'note', 'comment'],
  params,
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  lawsWith: ({ words }) =>
    words === 'keep'
      ? { unique: 'lossy', chanceOfInput: 1, harmless: false }
      : { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    {
      input: 'Pani Zofia prosi o telefon: 600 123 456, albo zofia@wp.pl.',
      matches: /^(?!.*(?:Zofia|600 123|wp\.pl)).*\d{3} \d{3} \d{3}.*@\w+\.example/s,
    },
    { input: 'Dzwonić po 16', matches: /^(?!.*Dzwonić).{1,13}$/ },
    {
      input: 'Proszę zostawić u Brzęczyka, kod 1234, tel. 600123456',
      params: { words: 'keep', reason: 'the courier flow reads the code' },
      matches: /^Proszę zostawić u (?!Brzęczyka)\p{Lu}\p{L}+, kod 1234, tel\. (?!600123456)\d{9}$/u,
    },
  ],
  compile({ words = 'replace' }, column, locale = polish) {
    requireLength('freeText', column, 3)
    const { maxLength: _, ...wide } = column
    const inside: ColumnShape = { ...wide, kind: 'text' }
    return {
      op: 'free-text',
      subject: { domain: 'freeText', canonical: 'text', follows: 'value' },
      words,
      email: email.compile({}, inside, locale),
      phone: phone.compile({}, inside, locale),
      nip: nip.compile({}, inside),
      pesel: pesel.compile({}, inside),
      iban: iban.compile({}, inside, locale),
      firstName: ofValue(firstName.compile({}, inside, locale)),
      lastName: ofValue(lastName.compile({}, inside, locale)),
      fullName: ofValue(fullName.compile({}, inside, locale)),
      number: bijection.compile({}, inside),
      ofRow: [],
      ...limit(column),
      ascii: needsAscii(column, locale),
      ...wordsFrom(locale),
    }
  },
})

/** Whoever is named in a text need not be the person of the row. */
const ofValue = (program: Program): Program =>
  'subject' in program ? { ...program, subject: { ...program.subject, follows: 'value' } } : program
