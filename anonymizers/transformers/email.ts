import { z } from 'zod'
import { wordsFrom } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import { requireLength } from '../fit.ts'
import type { Piece } from '../programs/render-program.ts'
import { defineTransformer } from '../transformer.ts'

/** 65 bits: two addresses fall together with a chance below 2^-64. */
const tokenLength = 13
/** RFC 5321, section 4.5.3.1.1: what stands before the @. */
const longestLocalPart = 64

/**
 * `anna.kowalska.<token>@poczta.example`: a name to recognise, a token that is unique, and a top-level
 * domain that RFC 2606 reserves, so that no mail can arrive. The value alone decides: one address has
 * one mask in every table, and its name is that of the persona that the address stands for.
 */
export default defineTransformer({
  name: 'email',
  describe:
    'Replaces an e-mail address by one that reaches nobody; equal addresses stay equal everywhere.',
  kinds: ['email'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'collision-free', chanceOfInput: 0, harmless: true },
  examples: [
    { input: 'Jan.Nowak@gmail.com', matches: /^[a-z]+\.[a-z]+\.[a-z2-7]{13}@[a-z]+\.example$/ },
  ],
  compile(_params, column, locale = polish) {
    const domains = locale.mailDomains
    const longestDomain = Math.max(...domains.map((domain) => domain.length))
    const width = Math.min(column.maxLength ?? 254, longestLocalPart + longestDomain)
    const shortest = tokenLength + '@p.example'.length
    requireLength('email', column, shortest)
    const names = width - tokenLength - longestDomain - 2
    const pieces: readonly Piece[] =
      names >= 6
        ? [
            {
              piece: 'field',
              field: 'firstName',
              lower: true,
              most: Math.floor(names * 0.4),
              ...wordsFrom(locale),
            },
            { piece: 'literal', text: '.' },
            {
              piece: 'field',
              field: 'lastName',
              lower: true,
              most: Math.ceil(names * 0.6),
              ...wordsFrom(locale),
            },
            { piece: 'literal', text: '.' },
            { piece: 'token', count: tokenLength },
            { piece: 'one-of', texts: domains },
          ]
        : [
            { piece: 'token', count: tokenLength },
            { piece: 'literal', text: '@p.example' },
          ]
    return {
      op: 'render',
      subject: { domain: 'email', canonical: 'email', follows: 'value' },
      pieces,
    }
  },
})
