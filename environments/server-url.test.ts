import { describe, expect, it } from 'vitest'
import {
  databasePlace,
  isLoopback,
  parseServerUrl,
  refuseForeignHost,
  serverUrl,
} from './server-url.ts'

describe('URLs of servers', () => {
  it('are read with their defaults', () => {
    const { address, database } = parseServerUrl('postgresql://shop%40x:p%2Fw@[::1]/shop_test')
    expect(address).toMatchObject({ family: 'postgres', host: '::1', port: 5432, user: 'shop@x' })
    expect(address.password.reveal()).toBe('p/w')
    expect(database).toBe('shop_test')
    expect(parseServerUrl('mysql://root@localhost').address).toMatchObject({
      family: 'mysql',
      port: 3306,
    })
  })

  it('survive being written and read again', () => {
    const url = 'mariadb://a%20b:c%3Ad@127.0.0.1:3307/x%2Fy'
    const { address, database } = parseServerUrl(url)
    expect(serverUrl({ ...address, database }, 'with password')).toBe(url)
    expect(serverUrl({ ...address, database }, 'without password')).toBe(
      'mariadb://a%20b@127.0.0.1:3307/x%2Fy',
    )
  })

  it.each(['', 'shop', 'http://localhost', 'postgres://', 'mysql:///x', 'mysql://u:50%@h/x'])(
    'refuse %j',
    (text) => {
      expect(() => parseServerUrl(text)).toThrow(expect.objectContaining({ code: 'POLIGON_USAGE' }))
    },
  )

  it('are written down without account and password', () => {
    expect(databasePlace('mariadb://ann:hunter2@db.example/shop')).toBe(
      'mariadb://db.example:3306/shop',
    )
    expect(databasePlace('postgres://ann@[::1]:5433/a%20b')).toBe('postgres://[::1]:5433/a%20b')
  })

  it('never show their password in an error', () => {
    expect(() => parseServerUrl('mongodb://root:hunter2@localhost/x')).not.toThrow(/hunter2/)
  })
})

describe('hosts', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['localhost', true],
    ['::1', true],
    ['10.0.0.1', false],
    ['127.0.0.1.example.com', false],
    ['localhost.example.com', false],
  ])('%s is this machine: %s', (host, here) => expect(isLoopback(host)).toBe(here))

  it('other than this machine must be allowed by name', () => {
    expect(() => refuseForeignHost('db.test', [])).toThrow(
      expect.objectContaining({ code: 'POLIGON_TARGET' }),
    )
    expect(() => refuseForeignHost('db.test', ['db.test'])).not.toThrow()
  })
})
