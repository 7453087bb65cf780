import { limit, needsAscii, requireLength } from '../fit.ts'
import type { ColumnShape } from '../column.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'
import email from './email.ts'
import iban from './iban.ts'
import nip from './nip.ts'
import pesel from './pesel.ts'
import phone from './phone.ts'

/**
 * E-mail addresses, phone numbers, NIP, PESEL and accounts in the text become what the same values become
 * in a column; everything else is replaced by neutral sentences of about the same length, because nobody
 * can tell by looking whether a word names a person. No word of the input comes through.
 */
export default defineTransformer({
  name: 'freeText',
  describe:
    'Replaces running text by neutral sentences; addresses and numbers inside get their own masks.',
  kinds: ['free_text', 'note', 'comment'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    {
      input: 'Pani Zofia prosi o telefon: 600 123 456, albo zofia@wp.pl.',
      matches: /^(?!.*(?:Zofia|600 123|wp\.pl)).*\d{3} \d{3} \d{3}.*@\w+\.example/s,
    },
    { input: 'Dzwonić po 16', matches: /^(?!.*Dzwonić).{1,13}$/ },
  ],
  compile(_params, column) {
    requireLength('freeText', column, 3)
    const { maxLength: _, ...wide } = column
    const inside: ColumnShape = { ...wide, kind: 'text' }
    return {
      op: 'free-text',
      subject: { domain: 'freeText', canonical: 'text', follows: 'value' },
      email: email.compile({}, inside),
      phone: phone.compile({}, inside),
      nip: nip.compile({}, inside),
      pesel: pesel.compile({}, inside),
      iban: iban.compile({}, inside),
      ...limit(column),
      ascii: needsAscii(column),
    }
  },
})
