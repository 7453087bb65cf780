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
    const text = 'anna.kowalska.abcdefg234567@poczta.example ordered; admin@example.com was told'
    expect(redact(text)).toBe(text)
  })

  it('covers everything that overlapping findings cover', () => {
    expect(redact('tel. 61109010140000071219812874')).toBe('tel. [iban]')
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
