import { bankPrefix } from '../harmless-ranges.ts'
import { defineDetector } from './detector.ts'

/** Lengths of the IBAN registry (SWIFT, ISO 13616-1) for Europe. */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  `
    AD24 AL28 AT20 BA20 BE16 BG22 BY28 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FO18
    FR27 GB22 GE22 GI23 GL18 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27
    MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 TR26 UA29
    VA22 XK20
  `
    .trim()
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

const withCountry = Object.entries(lengths)
  .map(([country, length]) => String.raw`${country}\d{2}(?:[ -]?[A-Z0-9]){${length - 4}}`)
  .join('|')

/** ISO 13616-1: the account, then country and check digits, letters as 10–35, leave 1 modulo 97. */
function valid(account: string): boolean {
  if (lengths[account.slice(0, 2)] !== account.length) return false
  let rest = 0
  for (const character of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** `PL61 1090 1014 …`, and the same without the country, as Poles write it. */
const normal = (found: string): string => {
  const compact = found.replace(/[ -]/g, '').toUpperCase()
  return /^\d/.test(compact) ? `PL${compact}` : compact
}

export default defineDetector({
  kind: 'iban',
  describe:
    'Bank accounts with right check digits (ISO 13616-1), Polish ones also without the country.',
  patterns: [
    new RegExp(`(?<![\\p{L}\\p{N}_])(?:${withCountry})(?![\\p{L}\\p{N}_])`, 'giu'),
    /(?<![\p{L}\p{N}_.-])\d{2}(?:[ -]?\d{4}){6}(?![\p{L}\p{N}_]|[.-]\d)/gu,
  ],
  judge: (found) => (valid(normal(found)) ? 0.99 : 0),
  harmless: (found) => {
    const account = normal(found)
    return account.startsWith('PL') && account.startsWith(bankPrefix, 4)
  },
  examples: [
    {
      text: 'konto PL61 1090 1014 0000 0712 1981 2874',
      finds: ['PL61 1090 1014 0000 0712 1981 2874'],
    },
    { text: '61109010140000071219812874', finds: ['61109010140000071219812874'] },
    { text: '{"iban":"DE89370400440532013000"}', finds: ['DE89370400440532013000'] },
    { text: 'GB82WEST12345698765432,', finds: ['GB82WEST12345698765432'] },
  ],
  innocent: ['PL62 1090 1014 0000 0712 1981 2874', 'DE8937040044053201300', 'AB12CD34EF56GH78'],
})
