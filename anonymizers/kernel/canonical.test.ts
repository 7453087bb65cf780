import { describe, expect, it } from 'vitest'
import type { CanonicalForm } from '../programs/subject.ts'
import { ByteWriter } from './byte-writer.ts'
import { canonicalize } from './canonical.ts'

function canonical(form: CanonicalForm, text: string): string {
  const out = new ByteWriter(1)
  canonicalize(form, Buffer.from(text), out)
  return Buffer.from(out.view()).toString()
}

describe('canonicalize', () => {
  it.each<[CanonicalForm, string, string]>([
    ['exact', ' Ab ', ' Ab '],
    ['text', '  Zażółć Gęślą ', 'Zażółć Gęślą'],
    ['email', ' Jan.Łoś@Example.COM ', 'jan.łoś@example.com'],
    ['name', ' ANNA   Maria\tNowak ', 'anna maria nowak'],
    ['digits', '526-025-09-95', '5260250995'],
    ['alphanumeric', 'PL 61 1090', 'pl611090'],
    ['name', 'ÀÉÎÕÜŸ', 'àéîõüÿ'],
    ['name', 'ИВАН Петров', 'иван петров'],
    ['name', 'İstanbul', 'i̇stanbul'],
    ['name', '李 雷', '李 雷'],
  ])('%s of %j is %j', (form, input, output) => {
    expect(canonical(form, input)).toBe(output)
  })

  it('makes letters with a mark of their own and letters with one behind them the same', () => {
    expect(canonical('name', 'łoś'.normalize('NFD'))).toBe(canonical('name', 'ŁOŚ'))
  })

  it.each(['600 123 456', '+48 600-123-456', '0048600123456', '48600123456', '(0) 600 123 456'])(
    'takes %s for one Polish number',
    (spelling) => {
      expect(canonical('phone', spelling)).toBe('48600123456')
    },
  )

  it.each([
    ['+49 30 901820', '4930901820'],
    ['0049 30 901820', '4930901820'],
    ['112', '112'],
  ])('takes %s for the foreign or short number %s', (spelling, number) => {
    expect(canonical('phone', spelling)).toBe(number)
  })

  it.each<CanonicalForm>(['digits', 'alphanumeric', 'phone'])(
    'tells values apart that have nothing of %s',
    (form) => {
      expect(canonical(form, '—')).not.toBe(canonical(form, '…'))
    },
  )

  it('takes bytes that are no UTF-8 as they are', () => {
    const out = new ByteWriter()
    canonicalize('name', Uint8Array.of(0x41, 0xff, 0xfe), out)
    expect([...out.view()]).toEqual([0x41, 0xff, 0xfe])
  })
})
