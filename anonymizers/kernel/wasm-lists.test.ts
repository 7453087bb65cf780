import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withListPersons } from '../bind/list-persons.ts'
import type { PathStep } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import { columnOf } from '../transformer.contract.ts'
import city from '../transformers/city.ts'
import email from '../transformers/email.ts'
import firstName from '../transformers/firstName.ts'
import fullName from '../transformers/fullName.ts'
import lastName from '../transformers/lastName.ts'
import street from '../transformers/street.ts'
import { bothKernels, copyRows } from './both-kernels.fixture.ts'
import { tableOf } from './masking.fixture.ts'

const column = columnOf('text')
const path = (...steps: readonly string[]): PathStep[] =>
  steps.map((step) => (step === '*' ? 'each' : { member: step }))
const compiled = {
  email: email.compile({}, column),
  first: firstName.compile({}, column),
  last: lastName.compile({}, column),
  full: fullName.compile({}, column),
  street: street.compile({}, column),
  city: city.compile({}, column),
}
const parts = [
  { path: path('people', '*', 'email'), program: compiled.email },
  { path: path('people', '*', 'name'), program: compiled.full },
  { path: path('people', '*', 'street'), program: compiled.street },
  { path: path('people', '*', 'towns', '*'), program: compiled.city },
  { path: path('others', '*', 'first'), program: compiled.first },
  { path: path('others', '*', 'last'), program: compiled.last },
  { path: path('others', '*', 'at', 'city'), program: compiled.city },
  { path: path('city'), program: compiled.city },
]
const walk: Program = {
  op: 'walk',
  format: 'json',
  ...withListPersons(parts, [], 'a'),
  otherPaths: 'keep',
}

const names = fc.constantFrom('Anna Nowak', 'JAN', 'Zofia', '', 'Łucja Müller', 'Нина', 'a@wp.pl')
const value = fc.oneof(
  { weight: 12, arbitrary: names },
  { weight: 1, arbitrary: fc.constantFrom(null, 7, true, [], {}, 'x'.repeat(1200)) },
)
const person = fc.record(
  {
    email: value,
    name: value,
    street: value,
    towns: fc.array(value, { maxLength: 12 }),
    free: value,
  },
  { requiredKeys: [] },
)
const other = fc.oneof(
  fc.record({ first: value, last: value, at: fc.record({ city: value }) }, { requiredKeys: [] }),
  value,
)
const document = fc
  .record(
    {
      city: value,
      people: fc.array(person, { maxLength: 9 }),
      others: fc.array(other, { maxLength: 9 }),
    },
    { requiredKeys: [] },
  )
  .chain((all) =>
    fc
      .tuple(fc.constantFrom(undefined, 1), fc.integer({ min: 0, max: 40 }), fc.nat())
      .map(([space, how, cut]) => {
        const json = JSON.stringify(all, undefined, space)
        return how === 0 ? json.slice(0, cut % json.length) : json
      }),
  )

describe('lists of persons in JSON', async () => {
  const kernels = await bothKernels(tableOf({ a: walk }))

  it('come out alike from both kernels', () => {
    fc.assert(
      fc.property(document, (one) => {
        const rows = copyRows([[one]])
        expect(kernels.inWasm(rows).masked).toBe(kernels.inJavaScript(rows))
      }),
      { numRuns: 300 },
    )
  })

  it('stay in WASM, and every part of an element belongs to its person', () => {
    const people = Array.from({ length: 30 }, (_, i) => ({
      street: 'Polna 1',
      name: 'Anna Nowak',
      email: `${i % 2}@wp.pl`,
    }))
    const { asked, masked } = kernels.inWasm(copyRows([[JSON.stringify({ people })]]))
    expect(asked).toEqual([])
    const found: unknown = JSON.parse(Buffer.from(masked, 'latin1').toString())
    const two = new Set((found as { people: object[] }).people.map((one) => JSON.stringify(one)))
    expect(two.size).toBe(2)
  })
})
