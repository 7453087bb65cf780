import { defineLocale } from './locale.ts'

/** The lists of Poland are files in word-lists/; its numbers have transformers of their own. */
export default defineLocale({
  name: 'pl',
  describe: 'Polish, Poland',
  country: 'PL',
  charsets: /^(?:latin2|latin7|cp1250|win1250|windows-1250|iso-?8859-?2)/i,
  street: { before: 'ul. ', number: 'behind' },
  postcode: 'NN-NNN',
  phone: { code: '48', trunk: '', unassigned: [] },
  accounts: 'PL',
  mailDomains: ['@poczta.example', '@mail.example', '@listy.example', '@skrzynka.example'],
  jobTitles: [],
})
