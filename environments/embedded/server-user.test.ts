import { describe, expect, it } from 'vitest'
import { ordinaryUser } from './server-user.ts'

describe('the user that servers run as when we are root', () => {
  it('is nobody', () => {
    expect(
      ordinaryUser(
        'root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\nnobody:x:99:98::/:/bin/false',
      ),
    ).toEqual({ uid: 99, gid: 98 })
  })

  it('is any ordinary one where there is no nobody', () => {
    expect(ordinaryUser('root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh')).toEqual({
      uid: 1000,
      gid: 1000,
    })
  })

  it('is never root', () =>
    expect(ordinaryUser('root:x:0:0::/root:/bin/sh').uid).toBeGreaterThan(0))
})
