import { describe, expect, it } from 'vitest'
import { createLog } from '../core/log.ts'
import { sourceOptions } from './live-source.ts'

const log = createLog({ quiet: true })

describe('the source of masking', () => {
  it('is a file when it is no address', () => {
    expect(sourceOptions('shop.sql', 'masked.sql', { log })).toEqual({ source: 'shop.sql' })
  })

  it('is refused when it is the address of no server that is known, without its password', () => {
    const open = () => sourceOptions('oracle://u:hunter2@h/shop', 'masked.sql', { log })
    expect(open).toThrow(expect.objectContaining({ code: 'POLIGON_USAGE' }))
    expect(open).not.toThrow(/hunter2/)
  })
})
