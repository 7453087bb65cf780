import { describe, expect, it } from 'vitest'
import { isDatabase } from './is-database.ts'

describe('the address of a source or target', () => {
  it.each(['postgres://u:p@h/d', 'MySQL://h/d', 'mariadb://h', 'oracle://u:p@h/d', 'a+b://x'])(
    'is a server: %s',
    (address) => {
      expect(isDatabase(address)).toBe(true)
    },
  )

  it.each(['-', 'shop.sql', './postgres:/x', '/tmp/a://b', 'C:\\dump.sql', 'env:shop-erp/shop'])(
    'is no server: %s',
    (address) => {
      expect(isDatabase(address)).toBe(false)
    },
  )
})
