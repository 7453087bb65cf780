import { unassignedAreas } from '../harmless-ranges.ts'
import { defineDetector, digitsOf, isLabelled } from './detector.ts'

const label = /tel|phone|mobile|gsm|fax|kom[oó]r|handy|mobil/i

/** E.164: a country code and up to 15 digits in all; the separators people put between them. */
const international = String.raw`(?:\+[1-9]|00(?:48|49|4[0-7]|3[0-469]|35\d|37[0-9]|38[0-9]|42[01])(?=[ .\-]?\d))(?:[ .\-()/]{0,2}\d){6,14}`
/** UKE, plan numeracji krajowej: nine digits, written 3-3-3, or 2-3-2-2 with an area code. */
const polish = String.raw`[1-9]\d{2}(?<gap>[ \-])\d{3}\k<gap>\d{3}|\(?[1-9]\d\)? \d{3}[ \-]\d{2}[ \-]\d{2}`
const bare = String.raw`[1-9]\d{8}`

const pattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}_+.\-/:])(?:${international}|${polish}|${bare})(?![\p{L}\p{N}_]|[.\-:/]\d)`,
  'gu',
)

export default defineDetector({
  kind: 'phone',
  describe: 'Telephone numbers: international (E.164) and Polish as they are written (UKE).',
  patterns: [pattern],
  judge: (found, at, text) => {
    const digits = digitsOf(found).length
    if (/^(?:\+|00)/.test(found)) return digits >= 8 && digits <= 17 ? 0.9 : 0
    if (isLabelled(text, at, label)) return 0.95
    return digits === found.length ? 0.3 : 0.7
  },
  harmless: (found) => {
    const national = /^(?:\+|00)?(?:48)?(\d{9})$/.exec(found.replace(/[ .\-()/]/g, ''))?.[1]
    return national !== undefined && unassignedAreas.includes(national.slice(0, 2))
  },
  examples: [
    { text: 'call +48 600 100 200 now', finds: ['+48 600 100 200'] },
    { text: '+49 (0)30 1234567.', finds: ['+49 (0)30 1234567'] },
    { text: '0048600100200', finds: ['0048600100200'] },
    { text: 'tel. 600-100-200, (22) 123 45 67', finds: ['600-100-200', '(22) 123 45 67'] },
    { text: '{"phone":"600100200"}', finds: ['600100200'] },
  ],
  innocent: [
    '600100200',
    'order 600100200',
    '2026-11-23 10:11:12',
    '123e4567-e89b-12d3-a456-426614174000',
    '1200.50 1300.75',
    '00012345',
    '5901234123457',
    '192.168.100.200',
    'ZAM/2026/000123',
  ],
})
