import polishLocale from '../locales/pl.ts'
import type { Program } from '../programs/program.ts'
import { requireLength } from '../fit.ts'
import { rangeParams, type RangeParams } from '../realistic-range.ts'
import { defineTransformer } from '../transformer.ts'
import nip from './nip.ts'

/**
 * EU VAT numbers keep their country. Polish ones, also without `PL`, are treated as the transformer `nip`
 * does with the same `range`, to the same result. Those of other countries become other valid ones where
 * their check digits are known (see kernel/vat-rules.ts), else they keep their layout, digit for digit and
 * letter for letter: no country publishes numbers for tests, so that a mask can be somebody's.
 */
export default defineTransformer<RangeParams>({
  name: 'vat',
  describe: 'Replaces an EU VAT number by another of the same country.',
  kinds: ['vat', 'vat_id'],
  params: rangeParams,
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: false },
  lawsWith: ({ range }) => ({
    unique: range === 'realistic' ? 'bijective' : 'lossy',
    chanceOfInput: 0,
    harmless: false,
  }),
  examples: [
    { input: 'PL5260250995', matches: /^PL[1-9][1-9]0\d{7}$/ },
    { input: '526-025-09-95', matches: /^[1-9][1-9]0-\d{3}-\d\d-\d\d$/ },
    { input: 'DE136695976', matches: /^DE\d{9}$/ },
    {
      input: 'PL5260250995',
      params: { range: 'realistic', reason: 'as the nip beside it' },
      matches: /^PL[1-9]\d{9}$/,
    },
    { input: 'ATU12345678', matches: /^AT[A-Z]\d{8}$/ },
  ],
  compile(params, column, locale = polishLocale) {
    requireLength('vat', column, 12)
    const polish = nip.compile(params, column)
    const national: Program = {
      op: 'permute',
      subject: { domain: 'vat', canonical: 'alphanumeric', follows: 'value' },
      scheme: 'vat',
      country: locale.country,
    }
    return {
      op: 'by-shape',
      cases: [
        { starts: 'PL', program: polish },
        { starts: 'pl', program: polish },
        { starts: 'Pl', program: polish },
        {
          letters: true,
          program: {
            op: 'permute',
            subject: { domain: 'vat', canonical: 'alphanumeric', follows: 'value' },
            scheme: 'vat',
          },
        },
      ],
      otherwise: locale === polishLocale ? polish : national,
    }
  },
})
