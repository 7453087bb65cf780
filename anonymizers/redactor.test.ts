import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectors } from './detectors/registry.ts'
import { createRedactor } from './redactor.ts'

const redact = createRedactor()

describe('the redactor', () => {
  it('replaces what it recognises by its kind and leaves the rest as it was', () => {
    expect(
      redact(
        '{"to":"jan@sklep.pl","phone":"+48 600 100 200","order":"ZAM/2026/000123","at":"2026-11-23T10:11:12Z"}',
      ),
    ).toBe(
      '{"to":"[email]","phone":"[phone]","order":"ZAM/2026/000123","at":"2026-11-23T10:11:12Z"}',
    )
    expect(redact('NIP 123-456-32-18, PESEL 44051401359, PL61109010140000071219812874')).toBe(
      'NIP [nip], PESEL [pesel], [iban]',
    )
  })

  it('leaves what can reach nobody readable', () => {
    for (const text of [
      'anna.kowalska.abcdefg234567@poczta.example ordered; admin@example.com was told',
      'tel. 271 234 567, +48 401 234 567',
      'NIP 120-000-00-05',
      'PL73 0123 4567 8901 2345 6789 0123',
      'PESEL 02870803622',
    ])
      expect(redact(text)).toBe(text)
    // The neighbours of those ranges are somebody's.
    expect(redact('tel. 601 234 567, NIP 123-456-32-18, PESEL 44051401359')).toBe(
      'tel. [phone], NIP [nip], PESEL [pesel]',
    )
  })

  it('covers everything that overlapping findings cover', () => {
    expect(redact('tel. 61109010140000071219812874')).toBe('tel. [iban]')
    expect(redact('call (22) 123 45 67@sklep.pl now')).toBe('call [email] now')
  })

  it('leaves no example of a detector, wherever it stands', () => {
    const examples = detectors.flatMap((detector) =>
      detector.examples.flatMap(({ text, finds }) =>
        finds.filter((found) => !detector.harmless(found)).map((found) => ({ text, found })),
      ),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.constantFrom('\n', ' ', '", "', '; '),
        (one, gap) => {
          expect(redact(`x${gap}${one.text}${gap}y`)).not.toContain(one.found)
        },
      ),
    )
  })

  it('changes nothing more when it is applied twice', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...detectors.flatMap(({ examples }) => examples)),
        (a, { text }) => {
          const once = redact(`${a} ${text}`)
          expect(redact(once)).toBe(once)
        },
      ),
    )
  })
})
