import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from './clock.ts'
import { createProgress } from './progress.ts'
import { say } from './redacted.ts'

let time = 0
const clock: Clock = { now: () => time, monotonic: () => time, sleep: async () => {} }
let written: string[] = []
const stream = (isTTY: boolean) =>
  ({
    isTTY,
    columns: 120,
    write: (text: string) => written.push(text) > 0,
  }) as unknown as NodeJS.WriteStream

const terminal = process.env['TERM']
beforeEach(() => {
  time = 0
  written = []
  process.env['TERM'] = 'xterm'
})
afterEach(() => {
  if (terminal === undefined) delete process.env['TERM']
  else process.env['TERM'] = terminal
})

describe('progress', () => {
  it('draws a bar over itself on a terminal, with rate, time left and what is worked on', () => {
    const progress = createProgress(say`masking`, { stream: stream(true), clock })
    time = 2000
    progress.update(50e6, 200e6, say`customers`)
    expect(written).toEqual([
      '\r\x1b[2Kmasking █████░░░░░░░░░░░░░░░ 25 % of 200.0 MB, 25 MB/s, 6 s left, customers',
    ])
    progress.update(51e6, 200e6)
    expect(written).toHaveLength(1)
    progress.end()
    expect(written.at(-1)).toBe('\r\x1b[2K')
  })

  it('writes a line every five seconds elsewhere', () => {
    const progress = createProgress(say`masking`, { stream: stream(false), clock })
    for (; time < 11_000; time += 1000) progress.update(time * 1e4)
    progress.end()
    expect(written).toEqual(['masking 50.0 MB, 10 MB/s\n', 'masking 100.0 MB, 10 MB/s\n'])
  })

  it('is silent when it is told to be', () => {
    const progress = createProgress(say`masking`, { quiet: true, stream: stream(true), clock })
    time = 9000
    progress.update(1, 2)
    progress.end()
    expect(written).toEqual([])
  })
})
