import { expect, it } from 'vitest'
import { characterLengthIn } from './several-bytes.ts'

const lengthOf = (charset: string, hex: string) =>
  characterLengthIn(charset)?.(Buffer.from(hex, 'hex'), 0)

it.each([
  ['gbk', 'd55c27', 2],
  ['gbk', 'd527', 1],
  ['gbk', 'ff5c', 1],
  ['gbk', 'd57f', 1],
  ['gbk', '5c41', 1],
  ['gbk', 'd5', 0],
  ['sjis', '835c', 2],
  ['sjis', 'a65c', 1],
  ['cp932', 'fc4b', 2],
  ['big5', 'a55c', 2],
  ['big5', 'a580', 1],
  ['gb18030', 'd55c', 2],
  ['gb18030', '81308130', 4],
  ['gb18030', '81308127', 1],
  ['gb18030', '8130', 0],
  ['gb18030', '813081', 0],
] as const)('in %s, %s begins with a character of so many bytes: %i', (charset, hex, length) => {
  expect(lengthOf(charset, hex)).toBe(length)
})

it('asks nothing of character sets where each byte means itself', () => {
  for (const charset of [undefined, 'latin2', 'ujis', 'euckr', 'gb2312', 'binary'])
    expect(characterLengthIn(charset)).toBeUndefined()
})
