import { describe, expect, it } from 'vitest'
import { markState, ownerMark, targetMark } from './owner-mark.ts'

describe('the mark on databases of other servers', () => {
  it('says that we made it and that we live', () => expect(markState(ownerMark())).toBe('alive'))

  it('says that its maker is dead', () => {
    expect(markState(ownerMark().replace(/ \d+@/, ' 1999999@'))).toBe('dead')
  })

  it('leaves alone what another machine made', () => {
    expect(markState('poligon 1 1999999@x another-machine')).toBe('alive')
  })

  it.each([null, undefined, '', 'poligon', 'my database', targetMark])('is not ours: %s', (mark) =>
    expect(markState(mark)).toBe('foreign'),
  )
})
