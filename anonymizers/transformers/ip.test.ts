import { isIP } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import type { ColumnShape } from '../column.ts'
import type { Program } from '../programs/program.ts'
import { columnOf } from '../transformer.contract.ts'
import ip from './ip.ts'

function masked(value: Buffer, column: ColumnShape, params: Parameters<typeof ip.compile>[0] = {}) {
  const program: Program = ip.compile(params, column)
  const masker = createRowMasker(
    {
      shape: { name: 't', family: 'postgres', columns: [], uniqueKeys: [], foreignKeys: [] },
      rows: 'masked',
      columns: [{ column: 'c', treatment: 'mask', transformer: 'ip', program }],
    },
    ['c'],
    Buffer.from('a key of sixteen'),
    undefined,
  )
  return Buffer.from(masker.mask(masker.reads.map(() => value))[0] ?? [])
}
const asText = (address: string, params = {}) =>
  masked(Buffer.from(address), columnOf('text'), params).toString()
const asNumber = (number: string, params = {}, column = columnOf('integer')) =>
  masked(Buffer.from(number), column, params).toString()
const asBytes = (hex: string) => masked(Buffer.from(hex, 'hex'), columnOf('binary')).toString('hex')

const numberOf = (address: string) =>
  String(Buffer.from(address.split('.').map(Number)).readUInt32BE())
const hexOf = (address: string) =>
  address
    .split(':')
    .map((group) => group.padStart(4, '0'))
    .join('')

describe('an IP address', () => {
  it.each(['83.12.45.6', '0.0.0.1', '255.255.255.255', '127.0.0.1'])(
    'has one mask as text, number and bytes: %s',
    (address) => {
      const number = numberOf(address)
      const hex = Number(number).toString(16).padStart(8, '0')
      expect(asNumber(number)).toBe(numberOf(asText(address)))
      expect(asNumber(number, { range: 'private' })).toBe(
        numberOf(asText(address, { range: 'private' })),
      )
      expect(parseInt(asBytes(hex), 16)).toBe(Number(asNumber(number)))
    },
  )

  it('is the same number with a sign, as PHP writes it where integers have 32 bits', () => {
    expect(asNumber('-1')).toBe(asNumber('4294967295'))
  })

  it.each([
    ['2a02:a310::17', '2a02a310000000000000000000000017'],
    ['::1', '00000000000000000000000000000001'],
    ['1:0:0:2::3', '00010000000000020000000000000003'],
    ['fe80::1:0:0:1', 'fe800000000000000001000000000001'],
    ['::ffff:83.12.45.6', '00000000000000000000ffff530c2d06'],
  ])('has one mask as text and sixteen bytes: %s', (address, hex) => {
    expect(asBytes(hex)).toBe(hexOf(asText(address)))
    expect(isIP(asText(address))).toBe(6)
  })

  it('keeps the form in which PostgreSQL writes bytes', () => {
    const written = masked(Buffer.from('\\x530c2d06'), columnOf('binary'))
    expect(written.toString()).toBe(`\\x${asBytes('530c2d06')}`)
  })

  it.each(['123', '00'.repeat(20)])('is invented for what is none: %s', (hex) => {
    expect(asBytes(hex)).toMatch(/^(?:c00002|c63364|cb0071)/)
    expect(asNumber('99999999999')).toMatch(/^3\d{9}$/)
  })

  it('is refused where no number of the range fits', () => {
    const small = columnOf('integer', { maxValue: 32_767, declared: 'smallint' })
    expect(() => ip.compile({ range: 'private' }, small)).toThrow(/do not fit/)
    const signed = columnOf('integer', { maxValue: 2 ** 31 - 1, declared: 'int' })
    expect(() => ip.compile({}, signed)).toThrow(/range: private/)
  })
})
