import { describe, expect, it } from 'vitest'
import { DisposalStack } from './disposal.ts'

describe('a disposal stack', () => {
  it('closes in reverse order, each once, also when it is asked twice', async () => {
    const closed: number[] = []
    const stack = new DisposalStack()
    for (const n of [1, 2, 3]) stack.add(() => void closed.push(n))
    await Promise.all([stack.dispose(), stack.dispose()])
    expect(closed).toEqual([3, 2, 1])
  })

  it('closes the rest when one fails, and tells the first failure', async () => {
    const closed: string[] = []
    const stack = new DisposalStack()
    stack.add(() => void closed.push('first opened'))
    stack.add(() => {
      throw new Error('second')
    })
    stack.add(() => {
      throw new Error('third')
    })
    await expect(stack.dispose()).rejects.toThrow('third')
    expect(closed).toEqual(['first opened'])
  })

  it('closes at once what is added after closing began', async () => {
    const closed: string[] = []
    const stack = new DisposalStack()
    await stack.dispose()
    stack.add(() => void closed.push('late'))
    await stack.dispose()
    expect(closed).toEqual(['late'])
  })
})
