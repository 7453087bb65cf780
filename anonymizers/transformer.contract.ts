import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PoligonError } from '../core/errors.ts'
import type { ColumnKind, ColumnShape } from './column.ts'
import { createRowMasker } from './kernel/row-masker-of.ts'
import type { Program } from './programs/program.ts'
import { lawsOf, type Transformer } from './transformer.ts'

/** What the contract needs to know of a transformer to hold it to its laws. */
export interface ContractCase {
  /** Valid values of the kind, as they come in real data. */
  readonly inputs: fc.Arbitrary<string>
  /** Says of a mask that it lies in the range that reaches nobody. */
  readonly isHarmless?: (mask: string) => boolean
  /** Spellings of one thing; their masks are the same but for the spelling. */
  readonly spellings?: readonly (readonly string[])[]
  /** Makes the masks of two spellings comparable. The identity when left out. */
  readonly plain?: (mask: string) => string
}

const keys = [Buffer.from('contract key one'), Buffer.from('contract key two')] as const

/** A column of `kind` as wide as its type allows. */
export function columnOf(kind: ColumnKind, more: Partial<ColumnShape> = {}): ColumnShape {
  return {
    name: 'c',
    kind,
    declared: kind,
    nullable: true,
    generated: false,
    caseInsensitive: false,
    ...(kind === 'integer' ? { maxValue: 2 ** 63 } : {}),
    ...more,
  }
}

/** Masks single values by `program`. */
export function maskerOf(program: Program, key: Uint8Array = keys[0]) {
  const masker = createRowMasker(
    {
      shape: { name: 't', family: 'postgres', columns: [], uniqueKeys: [], foreignKeys: [] },
      rows: 'masked',
      columns: [{ column: 'c', treatment: 'mask', transformer: 'test', program }],
    },
    ['c'],
    key,
    undefined,
  )
  return (value: string | null): string | null => {
    const [mask] = masker.mask(masker.reads.map(() => (value === null ? null : Buffer.from(value))))
    return mask ? new TextDecoder('utf-8', { fatal: true }).decode(mask) : null
  }
}

/**
 * Holds a transformer to what it promises. Call it in a test file: once for every transformer of the
 * registry, and the same way for one of your own.
 */
export function transformerContract(transformer: Transformer, known: ContractCase): void {
  const kind = transformer.accepts[0] ?? 'text'
  const paramsUsed = [
    ...new Set(transformer.examples.map(({ params }) => JSON.stringify(params ?? {}))),
  ]
  const parse = (params: unknown) => transformer.params.parse(params ?? {})
  const usual = transformer.examples[0]?.params
  const compile = (params: unknown, column = columnOf(kind)) =>
    transformer.compile(parse(params), column)

  describe(`transformer ${transformer.name}`, () => {
    it('gives its examples', () => {
      expect(transformer.examples.length).toBeGreaterThan(0)
      for (const { input, params, matches } of transformer.examples)
        for (const key of keys) expect(maskerOf(compile(params), key)(input) ?? '').toMatch(matches)
    })

    it('is one sentence to people who sign', () => {
      expect(transformer.describe).toMatch(/^\p{Lu}.*\.$/su)
    })

    it('refuses parameters that it does not have', () => {
      expect(transformer.params.safeParse({ noSuchParameter: 1 }).success).toBe(false)
    })

    it.each(paramsUsed)('keeps its laws with %s', (json) => {
      const params = JSON.parse(json) as unknown
      const program = compile(params)
      const laws = lawsOf(transformer, parse(params))
      const mask = maskerOf(program)
      const again = maskerOf(program)
      const other = maskerOf(program, keys[1])
      const inJson = maskerOf({
        op: 'walk',
        format: 'json',
        paths: [{ path: [{ member: 'v' }], program }],
        otherPaths: 'stop',
      })
      let changedByKey = 0
      fc.assert(
        fc.property(known.inputs, (input) => {
          const masked = mask(input)
          expect(again(input)).toBe(masked)
          if (laws.chanceOfInput === 0) expect(masked).not.toBe(input)
          if (laws.harmless && known.isHarmless && masked !== null)
            expect(masked).toSatisfy(known.isHarmless)
          if (other(input) !== masked) changedByKey++
          expect(JSON.parse(inJson(JSON.stringify({ v: input })) as string)).toEqual({ v: masked })
        }),
        { numRuns: 200 },
      )
      if (laws.keyless) expect(changedByKey).toBe(0)
      else if (laws.chanceOfInput < 0.5 && program.op !== 'null')
        expect(changedByKey).toBeGreaterThan(50)
    })

    it('leaves NULL and empty values alone', () => {
      const mask = maskerOf(compile(usual))
      const { op } = compile(usual)
      if (op === 'constant' || op === 'null') return
      expect(mask(null)).toBeNull()
      expect(mask('')).toBe('')
    })

    it('fits every column or refuses it in one sentence', () => {
      const samples = fc.sample(known.inputs, { numRuns: 30, seed: 7 })
      let fitted = 0
      for (let maxLength = 1; maxLength <= 120; maxLength++) {
        let program: Program
        try {
          program = compile(
            usual,
            columnOf('text', { maxLength, declared: `varchar(${maxLength})` }),
          )
        } catch (refusal) {
          expect(refusal).toBeInstanceOf(PoligonError)
          expect((refusal as PoligonError).code).toBe('POLIGON_POLICY_REFUSED')
          continue
        }
        fitted++
        const mask = maskerOf(program)
        for (const sample of samples.filter(({ length }) => length <= maxLength))
          expect((mask(sample) ?? '').length).toBeLessThanOrEqual(maxLength)
      }
      expect(fitted).toBeGreaterThan(0)
    })

    it('writes ASCII where the column has no Polish letters', () => {
      const mask = maskerOf(compile(usual, columnOf(kind, { charset: 'latin1' })))
      for (const sample of fc.sample(known.inputs, { numRuns: 50, seed: 7 }))
        expect(mask(sample) ?? '').toMatch(/^\p{ASCII}*$/u)
    })

    it.each(paramsUsed)('keeps 10,000 values as distinct as it says with %s', (json) => {
      const params = JSON.parse(json) as unknown
      const { unique } = lawsOf(transformer, parse(params))
      if (unique === 'lossy') return
      const inputs = new Set(fc.sample(known.inputs, { numRuns: 10_000, seed: 7 }))
      const mask = maskerOf(compile(params))
      const canonical = known.plain ?? ((text: string) => text)
      const distinct = new Map([...inputs].map((input) => [canonical(input), input]))
      expect(distinct.size).toBeGreaterThan(5000)
      expect(
        new Set([...distinct.values()].map((input) => canonical(mask(input) ?? ''))).size,
      ).toBe(distinct.size)
    })

    it.each([...(known.spellings ?? [])])('masks the spellings %s … alike', (...spellings) => {
      const mask = maskerOf(compile(usual))
      const plain = known.plain ?? ((text: string) => text)
      expect(new Set(spellings.map((one) => plain(mask(one) ?? ''))).size).toBe(1)
    })
  })
}
