import { describe, expect, it } from 'vitest'
import { columnOf, maskerOf } from '../transformer.contract.ts'
import iban from './iban.ts'
import nip from './nip.ts'
import token from './token.ts'
import vat from './vat.ts'

const text = columnOf('text')
const realistic = { range: 'realistic', reason: 'a test' } as const

describe('transformers of related kinds', () => {
  it.each([{}, realistic])('give a NIP one mask, as tax id and as VAT number (%j)', (params) => {
    const asNip = maskerOf(nip.compile(params, text))
    const asVat = maskerOf(vat.compile(params, text))
    const masked = asNip('5260250995')
    expect(asVat('5260250995')).toBe(masked)
    expect(asVat('PL5260250995')).toBe(`PL${masked}`)
    expect(asNip('PL5260250995')).toBe(`PL${masked}`)
  })

  it('give one account one mask with and without its country', () => {
    const mask = maskerOf(iban.compile({}, text))
    expect(mask('PL61109010140000071219812874')).toBe(`PL${mask('61109010140000071219812874')}`)
  })

  it('give equal values of unrelated kinds unrelated masks', () => {
    expect(maskerOf(token.compile({}, text))('5260250995')).not.toContain(
      maskerOf(nip.compile({}, text))('5260250995'),
    )
  })
})
