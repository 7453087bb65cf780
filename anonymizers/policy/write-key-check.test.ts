import { describe, expect, it } from 'vitest'
import { withKeyCheck } from './write-key-check.ts'

const check = '0123456789012345'

describe('the check value of a key', () => {
  it.each([
    [
      'policy: 1 # format\npurpose: p\n',
      `policy: 1 # format\nkey: {check: "${check}"}\npurpose: p\n`,
    ],
    ['policy: 1\nkey: {}\n', `policy: 1\nkey: {check: "${check}"}\n`],
    [
      'key: {scope: set} # one a month\npolicy: 1\n',
      `key: {check: "${check}", scope: set} # one a month\npolicy: 1\n`,
    ],
    [
      'policy: 1\nkey:\n  # for how long\n  scope: project\n  reason: r\n',
      `policy: 1\nkey:\n  # for how long\n  check: "${check}"\n  scope: project\n  reason: r\n`,
    ],
    [
      `policy: 1\nkey: {scope: set, check: 'fedcba9876543210' }\n`,
      `policy: 1\nkey: {scope: set, check: "${check}" }\n`,
    ],
  ])('goes into %j and changes nothing else', (before, after) => {
    expect(withKeyCheck(before, check)).toBe(after)
    expect(withKeyCheck(after, check)).toBe(after)
  })

  it.each(['', 'policy: 1', '- policy', 'policy: 1\nkey: set\n'])(
    'is not put into %j by guessing',
    (text) => {
      expect(withKeyCheck(text, check)).toBeUndefined()
    },
  )
})
