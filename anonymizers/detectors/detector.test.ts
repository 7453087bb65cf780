import { readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KnownDetector } from './detector.ts'
import { detectors, valueDetectors } from './registry.ts'

const found = (detector: KnownDetector, text: string): string[] =>
  detector
    .find(text)
    .filter(({ confidence }) => confidence >= 0.5)
    .map(({ from, to }) => text.slice(from, to))

const innocentForAll = [
  '123e4567-e89b-12d3-a456-426614174000',
  '2026-11-23T10:11:12.345+01:00',
  '2026-11-23 10:11:12',
  '23.11.2026',
  'ORD-2026-0001234',
  'ZAM/2026/11/000123',
  'FV 12/11/2026',
  '100000123',
  '000000012',
  '1767000000',
  '1767000000123',
  '5901234123457',
  '12345.67 zł',
  '192.168.100.200:8080',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'MAG1;KUB-001;20;3',
  'v24.21.0',
]

describe.each(detectors.map((detector) => [detector.kind, detector] as const))(
  'the detector of %s',
  (kind, detector) => {
    it('finds what its examples say', () => {
      expect(detector.examples.length).toBeGreaterThan(1)
      for (const { text, finds } of detector.examples) expect(found(detector, text)).toEqual(finds)
    })

    it('leaves innocent text alone', () => {
      for (const text of [...detector.innocent, ...innocentForAll])
        expect(found(detector, text), text).toEqual([])
    })

    it('gives ordered findings of its kind inside the text', () => {
      fc.assert(
        fc.property(fc.string(), fc.constantFrom(...detector.examples), fc.string(), (a, b, c) => {
          const text = `${a} ${b.text} ${c}`
          for (const finding of detector.find(text)) {
            expect(finding.kind).toBe(kind)
            expect(finding.from).toBeGreaterThanOrEqual(0)
            expect(finding.to).toBeGreaterThan(finding.from)
            expect(finding.to).toBeLessThanOrEqual(text.length)
            expect(finding.confidence).toBeGreaterThan(0)
            expect(finding.confidence).toBeLessThanOrEqual(1)
          }
        }),
      )
    })

    it('keeps no state between texts', () => {
      const [example] = detector.examples
      const text = example?.text ?? ''
      expect(detector.find(text)).toEqual(detector.find(text))
    })

    // A pattern without an endless repetition looks at a limited number of characters from each place:
    // its time grows with the text only, however hostile that is.
    it('repeats nothing without a limit', () => {
      expect(detector.patterns.length).toBeGreaterThan(0)
      for (const { source, flags } of detector.patterns) {
        expect(flags).toContain('g')
        const bare = source.replace(/\\[pP]\{\w+\}|\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')
        expect(bare).not.toMatch(/[*+]|\{\d+,\}/)
      }
    })

    it.each(['a', '1', '1 ', '12-', 'a.', 'a@', '@', '+48', '(1', 'PL61', 'PL61 ', 'A1', "a'"])(
      'gets through a long row of %s',
      (piece) => {
        expect(detector.find(piece.repeat(50_000)).length).toBeLessThan(50_001)
      },
    )
  },
)

describe.each(valueDetectors.map((detector) => [detector.kind, detector] as const))(
  'the detector of whole values of %s',
  (_, detector) => {
    it('recognises its examples, with blanks around too, and nothing that looks alike', () => {
      expect(detector.whole.length).toBeGreaterThan(0)
      expect(detector.foreign.length).toBeGreaterThan(1)
      for (const value of detector.whole) {
        expect(detector.recognise(value), value).toBeGreaterThanOrEqual(0.5)
        expect(detector.recognise(` ${value}`), value).toBe(detector.recognise(value))
      }
      for (const value of ['', ...detector.foreign])
        expect(detector.recognise(value), value).toBeLessThan(0.5)
    })

    it('answers between 0 and 1 whatever it is asked', () => {
      fc.assert(
        fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (value) => {
          const sure = detector.recognise(value)
          expect(sure).toBeGreaterThanOrEqual(0)
          expect(sure).toBeLessThanOrEqual(1)
        }),
      )
    })

    it.each(['a', '1', '1 ', '12-', 'A1.', 'Anna ', '.', 'ul. 1 ', '$2y$', '\\'])(
      'gets through a long row of %s',
      (piece) => {
        expect(detector.recognise(piece.repeat(20_000))).toBeLessThanOrEqual(1)
      },
    )
  },
)

describe('the registry of detectors', () => {
  it('names every file', () => {
    const files = readdirSync(import.meta.dirname)
      .map((file) => /^(.+)\.[jt]s$/.exec(file)?.[1] ?? '')
      .filter(
        (file) =>
          file !== '' && !/^(?:value-)?detector|^registry|^known-|^plain-|\.test$/.test(file),
      )
    const kinds = valueDetectors.map(({ kind }) => kind.replaceAll('_', '-'))
    expect(files.toSorted()).toEqual(kinds.toSorted())
    expect(files.length).toBeGreaterThan(0)
    for (const detector of detectors)
      expect(valueDetectors.map(({ kind }) => kind)).toContain(detector.kind)
  })
})
