import { describe, expect, it } from 'vitest'
import geoPoint from '../transformers/geoPoint.ts'
import { columnOf } from '../transformer.contract.ts'
import { tableOf, testKey } from './masking.fixture.ts'
import { createRowMasker } from './row-masker-of.ts'
import { binaryPoint } from './well-known-binary.ts'

/** SRID 0 as MariaDB stores it, then the point 21.012229 52.229676 in either byte order. */
const little = Buffer.from('0101000000E63FA4DFBE033540DE02098A1F1D4A40', 'hex')
const big = Buffer.alloc(21)
big.writeUInt32BE(1, 1)
big.writeDoubleBE(21.012229, 5)
big.writeDoubleBE(52.229676, 13)
const inMariaDb = Buffer.concat([Buffer.alloc(4), little])

const masker = createRowMasker(
  tableOf({ place: geoPoint.compile({}, columnOf('other')) }),
  ['place'],
  testKey,
  undefined,
)

describe('points in well-known binary', () => {
  it.each([
    ['little-endian', little, 5],
    ['big-endian', big, 5],
    ['behind a reference system', inMariaDb, 9],
  ])('are found: %s', (_, bytes, at) => {
    expect(binaryPoint(bytes)?.at).toBe(at)
  })

  it.each([Buffer.alloc(0), little.subarray(0, 20), Buffer.alloc(25), Buffer.from('x'.repeat(25))])(
    'are nothing else',
    (bytes) => {
      expect(binaryPoint(bytes)).toBeUndefined()
    },
  )

  it.each([little, big, inMariaDb])('are moved by about five kilometres at most', (bytes) => {
    const moved = Buffer.from(masker.mask([bytes])[0] ?? [])
    const { at, isLittleEndian } = binaryPoint(moved) ?? { at: 0, isLittleEndian: true }
    const read = (from: number) =>
      isLittleEndian ? moved.readDoubleLE(from) : moved.readDoubleBE(from)
    expect(moved).not.toEqual(bytes)
    expect(moved.subarray(0, at)).toEqual(bytes.subarray(0, at))
    expect(Math.abs(read(at) - 21.012229)).toBeLessThan(0.08)
    expect(Math.abs(read(at + 8) - 52.229676)).toBeLessThan(0.08)
  })
})
