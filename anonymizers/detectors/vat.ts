import { defineValueDetector } from './value-detector.ts'

/** Council Directive 2006/112/EC, article 215: the country in front; lengths as VIES lists them. */
const shapes: Readonly<Record<string, string>> = {
  AT: 'U\\d{8}',
  BE: '[01]\\d{9}',
  BG: '\\d{9,10}',
  CY: '\\d{8}[A-Z]',
  CZ: '\\d{8,10}',
  DE: '\\d{9}',
  DK: '\\d{8}',
  EE: '\\d{9}',
  EL: '\\d{9}',
  ES: '[A-Z0-9]\\d{7}[A-Z0-9]',
  FI: '\\d{8}',
  FR: '[A-Z0-9]{2}\\d{9}',
  GB: '\\d{9}(?:\\d{3})?',
  HR: '\\d{11}',
  HU: '\\d{8}',
  IE: '\\d[A-Z0-9]\\d{5}[A-Z]{1,2}',
  IT: '\\d{11}',
  LT: '\\d{9}(?:\\d{3})?',
  LU: '\\d{8}',
  LV: '\\d{11}',
  MT: '\\d{8}',
  NL: '\\d{9}B\\d{2}',
  PL: '\\d{10}',
  PT: '\\d{9}',
  RO: '\\d{6,10}',
  SE: '\\d{12}',
  SI: '\\d{8}',
  SK: '\\d{10}',
}

const whole = new RegExp(
  `^(?:${Object.entries(shapes)
    .map(([country, rest]) => `${country}${rest}`)
    .join('|')})$`,
)

export default defineValueDetector({
  kind: 'vat',
  describe: 'VAT numbers of the European Union and Britain, with the country in front (VIES).',
  recognise: (value) => (whole.test(value.trim().replaceAll(/[ .-]/g, '')) ? 0.6 : 0),
  whole: ['PL1234563218', 'DE 123456789', 'ATU12345678', 'FR12345678901', 'NL123456789B01'],
  foreign: ['1234563218', 'DE12345', 'SKU1234567', 'XX123456789', 'FV1234567890'],
})
