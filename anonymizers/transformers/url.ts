import { z } from 'zod'
import { limit, requireLength } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** `https://`, 13 letters and digits, `.example`, a port. */
const shortest = 35

/**
 * Keeps the scheme, the port, the depth of the path, words in it that are common on the web (`products`,
 * `index.html`) and the names of parameters. The host comes under a top-level domain that RFC 2606 reserves:
 * equal hosts stay equal. All else becomes other letters and digits. A path of common words alone loses them,
 * so that no mask is its input.
 */
export default defineTransformer({
  name: 'url',
  describe: 'Replaces an address of the web by one of the same structure that leads nowhere.',
  kinds: ['url', 'website'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    {
      input: 'https://sklep.pl:8443/customers/jan-nowak-17.html?token=aB3&page=2#top',
      matches:
        /^https:\/\/[a-z2-7]{13}\.example:8443\/customers\/[a-z]{3}-[a-z]{5}-\d\d\.html\?token=[a-z][A-Z]\d&page=\d#[a-z]{3}$/,
    },
    { input: 'www.jan-nowak.pl', matches: /^[a-z2-7]{13}\.example$/ },
    { input: 'https://jan:haslo@sklep.pl/', matches: /^https:\/\/[a-z2-7]{13}\.example\/$/ },
    { input: 'mailto:jan@wp.pl', matches: /^[a-z2-7]{13}\.example$/ },
  ],
  compile(_params, column) {
    requireLength('url', column, shortest)
    return {
      op: 'url',
      subject: { domain: 'url', canonical: 'exact', follows: 'value' },
      ...limit(column),
    }
  },
})
