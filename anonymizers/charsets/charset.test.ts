import { describe, expect, it } from 'vitest'
import { charsetOf } from './charset.ts'
import { mysqlCharset } from './mysql-charsets.ts'
import { postgresCharset } from './postgres-charsets.ts'

const singleBytes = [
  ...'ascii latin1 latin2 latin5 latin7 cp1250 cp1251 cp1256 cp1257 cp850 cp852 cp866 koi8r koi8u greek hebrew macroman tis620'
    .split(' ')
    .map((name) => [`${name} of MySQL`, mysqlCharset(name)] as const),
  ...'LATIN1 LATIN2 LATIN3 LATIN4 LATIN5 LATIN6 LATIN7 LATIN8 LATIN9 LATIN10 ISO_8859_5 ISO_8859_6 ISO_8859_7 ISO_8859_8 WIN1250 WIN1251 WIN1252 WIN1253 WIN1254 WIN1255 WIN1256 WIN1257 WIN1258 WIN866 WIN874 KOI8R KOI8U'
    .split(' ')
    .map((name) => [`${name} of PostgreSQL`, postgresCharset(name)] as const),
]
const manyBytes = 'gbk gb18030 euckr ujis sjis cp932 big5'
  .split(' ')
  .map((name) => [name, mysqlCharset(name)] as const)

const made = (form: ReturnType<typeof mysqlCharset>) => {
  if (!form) throw new Error('no such character set')
  return charsetOf(form)
}

describe.each(singleBytes)('the character set %s', (_, form) => {
  it('writes every byte as it was read, and knows which are no text', () => {
    const { decode, encode } = made(form)
    for (let code = 0; code < 256; code++) {
      const text = decode(Uint8Array.of(code))
      if (code < 128) expect(text).toBe(String.fromCharCode(code))
      if (text !== undefined) expect([...encode(text)]).toEqual([code])
    }
  })
})

describe.each(manyBytes)('the character set %s', (_, form) => {
  it('writes what it read', () => {
    const { decode, encode } = made(form)
    for (const text of ['Jan', '日本', '上海 2'].filter((one) => !encode(one).includes('?')))
      expect(decode(encode(text))).toBe(text)
    expect(decode(encode('日本'))).toBe('日本')
  })
})

describe('Polish letters', () => {
  const polish = 'Zażółć gęślą jaźń ŁÓDŹ'

  it.each([
    ['latin2', polish, 'bf b3 ea'],
    ['cp1250', polish, 'bf b3 ea'],
    ['cp852', polish, 'be 88 a9'],
    ['latin1', 'Zazólc gesla jazn LÓDZ', '7a 6c 65'],
    ['ascii', 'Zazolc gesla jazn LODZ', '7a 6c 65'],
  ])('are in %s, or the nearest to them', (name, text, bytes) => {
    const { decode, encode } = made(mysqlCharset(name))
    expect(decode(encode(polish))).toBe(text)
    expect(encode('żłę').toString('hex')).toBe(bytes.replaceAll(' ', ''))
  })

  it('stay one character each, whatever takes their place', () => {
    const { encode } = made(mysqlCharset('ascii'))
    expect(encode('„ß” — œ€😀…').toString()).toBe('"s" - o??.')
  })
})

it('tells the Latin 1 of PostgreSQL from that of MySQL, which is that of Windows', () => {
  expect(made(mysqlCharset('latin1')).decode(Uint8Array.of(0x80))).toBe('€')
  expect(made(postgresCharset('LATIN1')).decode(Uint8Array.of(0x80))).toBe('\u0080')
})

it('GB 18030 has all characters', () => {
  const { decode, encode } = made(mysqlCharset('gb18030'))
  const all = 'Zażółć gęślą jaźń Ωж日本ﷺ\uffff😀𠀀\u{10ffff}'
  expect(decode(encode(all))).toBe(all)
  expect(encode('€😀').toString('hex')).toBe('a2e39439fc36')
})
