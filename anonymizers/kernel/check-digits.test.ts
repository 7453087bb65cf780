import { describe, expect, it } from 'vitest'
import { ByteWriter } from './byte-writer.ts'
import { appendCheck, checkDigit, luhnDigit } from './check-digits.ts'

describe('check digits', () => {
  it.each([
    ['nip', '526025099', 5],
    ['nip', '106000006', 2],
    ['nip', '123456789', 10],
    ['regon', '01210078', 4],
    ['pesel', '4405140135', 9],
    ['sort-code', '1090101', 4],
  ] as const)('%s of %s is %i', (rule, number, digit) => {
    expect(checkDigit(rule, Buffer.from(number), number.length)).toBe(digit)
  })

  it('Luhn of the test card 411111111111111 is 1', () => {
    expect(luhnDigit(Buffer.from('411111111111111'), 0, 15)).toBe(1)
  })

  it('puts the check digits of an account before it', () => {
    const out = new ByteWriter(24)
    out.copy(Buffer.from('PL109010140000071219812874'))
    expect(appendCheck('iban', out, 0)).toBe(true)
    expect(Buffer.from(out.view()).toString()).toBe('PL61109010140000071219812874')
  })

  it('asks for another draw where no NIP begins so', () => {
    const out = new ByteWriter()
    out.copy(Buffer.from('123456789'))
    expect(appendCheck('nip', out, 0)).toBe(false)
  })
})
