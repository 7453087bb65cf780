import { describe, expect, it } from 'vitest'
import { Secret } from '../core/secrets.ts'
import { slotVariables } from './slot-variables.ts'
import { fill } from './variables.ts'

describe('the variables of a slot', () => {
  const variables = slotVariables({
    databases: new Map([
      [
        'shop',
        {
          family: 'mariadb',
          host: '127.0.0.1',
          port: 3307,
          user: 'shop user',
          password: new Secret('p@ss/w:rd'),
          database: 'shop_slot-1',
        },
      ],
    ]),
    mocks: new Map([['carrier', 'http://127.0.0.1:9/slot-1/carrier']]),
    folders: new Map([['pim', '/tmp/x/slot-1/pim']]),
  })

  it('give databases as a URL that survives any password, and in parts', () => {
    const url = new URL(variables['shop.url'] ?? '')
    expect(decodeURIComponent(url.password)).toBe('p@ss/w:rd')
    expect(decodeURIComponent(url.username)).toBe('shop user')
    expect(url.protocol).toBe('mysql:')
    expect(fill('${shop.host}:${shop.port}/${shop.database}', variables, 'x')).toBe(
      '127.0.0.1:3307/shop_slot-1',
    )
  })

  it('give mocks and folders', () => {
    expect(fill('${carrier.url}?${pim.folder}', variables, 'x')).toBe(
      'http://127.0.0.1:9/slot-1/carrier?/tmp/x/slot-1/pim',
    )
  })

  it('say what there is when a name is wrong, and never a value', () => {
    const failure = (() => {
      try {
        fill('${shop.pasword}', variables, 'the environment of hub')
        return ''
      } catch (error) {
        return (error as Error).message
      }
    })()
    expect(failure).toMatch(/the environment of hub: there is nothing called shop\.pasword/)
    expect(failure).toContain('shop.password')
    expect(failure).not.toContain('p@ss')
  })
})
