import { bankPrefix } from '../harmless-ranges.ts'
import { isShorter, requireLength } from '../fit.ts'
import { accountLength } from '../kernel/accounts.ts'
import polish from '../locales/pl.ts'
import { rangeParams, type RangeParams } from '../realistic-range.ts'
import { defineTransformer } from '../transformer.ts'

/**
 * A Polish account at a bank that does not exist, with right check digits (ISO 13616 and the bank's own),
 * written with `PL` where the input starts with letters. 22 free digits: more than 2^72 accounts. Other locales
 * have accounts of their country with fewer free digits (12 to 17), so that two can fall together: in a unique
 * column they need `range: realistic`, by which a number becomes another of its own country.
 */
export default defineTransformer<RangeParams>({
  name: 'iban',
  describe: 'Replaces an account number by a valid one of a bank that does not exist.',
  kinds: ['iban', 'bank_account'],
  params: rangeParams,
  accepts: ['text'],
  laws: { unique: 'collision-free', chanceOfInput: 0, harmless: true },
  examples: [
    { input: 'PL61109010140000071219812874', matches: /^PL\d\d0\d{23}$/ },
    {
      input: '61 1090 1014 0000 0712 1981 2874',
      matches: /^\d\d 0\d{3} \d{4} \d{4} \d{4} \d{4} \d{4}$/,
    },
    { input: 'DE89370400440532013000', matches: /^PL\d\d0\d{23}$/ },
    {
      input: 'DE89 3704 0044 0532 0130 00',
      params: { range: 'realistic', reason: 'unique in the ERP' },
      matches: /^DE\d\d(?: \d{4}){4} \d\d$/,
    },
  ],
  lawsWith: ({ range }, { accounts }) =>
    range === 'realistic'
      ? { unique: 'bijective', chanceOfInput: 0, harmless: false }
      : {
          unique: accounts === 'PL' ? 'collision-free' : 'lossy',
          chanceOfInput: 0,
          harmless: true,
        },
  compile({ range }, column, locale = polish) {
    if (range === 'realistic')
      return {
        op: 'permute',
        subject: { domain: 'iban', canonical: 'alphanumeric', follows: 'value' },
        scheme: 'iban',
      }
    const { accounts } = locale
    if (accounts !== 'PL') {
      requireLength('iban', column, accountLength(accounts))
      return {
        op: 'render',
        subject: { domain: 'iban', canonical: 'digits', follows: 'value' },
        pieces: [{ piece: 'account', country: accounts }],
        spelling: 'separators',
      }
    }
    requireLength('iban', column, 26)
    return {
      op: 'render',
      subject: { domain: 'iban', canonical: 'digits', follows: 'value' },
      pieces: [
        ...(isShorter(column, 28) ? [] : [{ piece: 'country', as: 'PL' } as const]),
        { piece: 'literal', text: bankPrefix },
        { piece: 'digits', count: 6 },
        { piece: 'check', rule: 'sort-code' },
        { piece: 'digits', count: 16 },
        { piece: 'check', rule: 'iban' },
      ],
      spelling: 'separators',
    }
  },
})
