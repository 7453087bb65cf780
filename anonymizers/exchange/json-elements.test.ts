import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteWriter } from '../dialects/byte-writer.ts'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import { tableOf, testKey } from '../kernel/masking.fixture.ts'
import type { WalkProgram } from '../programs/nested-programs.ts'
import email from '../transformers/email.ts'
import fullName from '../transformers/fullName.ts'
import { columnOf } from '../transformer.contract.ts'
import { withListPersons } from '../bind/list-persons.ts'
import { readElement } from './json-elements.ts'
import { createDocumentCodec, createElementCodec } from './value-codec.ts'

const text = columnOf('text')
const program: WalkProgram = {
  op: 'walk',
  format: 'json',
  otherPaths: 'keep',
  ...withListPersons(
    [
      { path: ['each', { member: 'email' }], program: email.compile({}, text) },
      { path: ['each', { member: 'name' }], program: fullName.compile({}, text) },
    ],
    [],
    'content',
  ),
}
const masker = () => createRowMasker(tableOf({ content: program }), ['content'], testKey, undefined)
const through = (codec: ReturnType<typeof createDocumentCodec>, bytes: Buffer) => {
  const out = new ByteWriter(1024)
  codec.maskRows(bytes, 0, bytes.length, out)
  return out.view().toString()
}

describe('a list in JSON, element by element', () => {
  const person = fc.record({
    email: fc.constantFrom('anna@wp.pl', 'jan@wp.pl', ''),
    name: fc.constantFrom('Anna Nowak', 'Jan Lis'),
    more: fc.jsonValue({ maxDepth: 2 }),
  })

  it('is masked as the whole list is', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1 }), fc.constantFrom(0, 1, 2), (all, indent) => {
        const whole = JSON.stringify(all, null, indent)
        const expected = through(createDocumentCodec(masker()), Buffer.from(whole))
        const parts = through(createElementCodec(masker()), Buffer.from(whole.slice(1)))
        expect(`[${parts}`).toBe(expected)
        expect(expected).not.toMatch(/anna@|jan@|Nowak/)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['{"a":1}', 'does not end'],
    ['{"a":1', 'does not end'],
    ['"a', 'does not end'],
    ['1,,2]', 'is missing'],
    [',1]', 'is missing'],
    ['1 2]', 'not well formed'],
    ['1}', 'not well formed'],
    ['1] x', 'stands behind'],
    ['1]]', 'stands behind'],
  ])('is refused with its place: [%s', (written, what) => {
    const bytes = Buffer.from(written)
    const all = () => {
      for (let at = 0; at < bytes.length; at = readElement(bytes, at, bytes.length, true)!.next);
    }
    expect(all).toThrow(what)
  })

  it('refuses a treatment that is none for elements', () => {
    const whole = createRowMasker(
      tableOf({ content: { op: 'constant', text: '' } }),
      ['content'],
      testKey,
      undefined,
    )
    expect(() => through(createElementCodec(whole), Buffer.from('1]'))).toThrow(/element/)
  })
})
