import { describe, expect, it } from 'vitest'
import { createLog } from '../core/log.ts'
import { versionGap } from './version-gap.ts'

const gap = (wanted: string, serverVersion: string) =>
  versionGap(
    { family: 'mariadb', version: wanted, system: 'shop', log: createLog() },
    { serverVersion },
  )

describe('the gap between the version wanted and had', () => {
  it.each([
    ['10.11', '10.11.19-MariaDB'],
    ['15', '15.18'],
    ['15.18', '15.18'],
  ])('is none for %s and %s', (wanted, had) => expect(gap(wanted, had)).toEqual([]))

  it.each([
    ['10.11', '11.8.3-MariaDB'],
    ['1', '15.18'],
    ['10.1', '10.11.2'],
  ])('is told for %s and %s', (wanted, had) => {
    expect(gap(wanted, had)).toEqual([
      `shop: mariadb ${wanted} is asked for, the server is ${had}.`,
    ])
  })
})
