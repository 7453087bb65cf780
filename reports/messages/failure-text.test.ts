import { describe, expect, it } from 'vitest'
import { failureText } from './failure-text.ts'

const failed = (message: string) =>
  ({ status: 'FAILED', duration: { seconds: 0, nanos: 0 }, message }) as never

describe('failureText', () => {
  it('keeps the message and the frames of the project, relative to it', () => {
    const message = [
      'AssertionError [ERR_ASSERTION]: orders differ',
      '  expected 1',
      '    at World.<anonymous> (file:///home/me/shop/steps/order.steps.ts:12:7)',
      '    at /home/me/shop/node_modules/@cucumber/cucumber/lib/run.js:3:1',
      '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
      '    at async run (/opt/elsewhere/x.js:1:1)',
    ].join('\n')
    expect(failureText(failed(message), '/home/me/shop')).toBe(
      'orders differ\n  expected 1\n    at steps/order.steps.ts:12:7',
    )
  })

  it('takes out colours, and keeps text that only looks a little like a frame', () => {
    expect(failureText(failed('Error: \u001b[31mat 8:30 it said\u001b[0m no'), '/p')).toBe(
      'at 8:30 it said no',
    )
  })

  it('says nothing where nothing was said', () => {
    expect(failureText(failed(''), '/p')).toBeUndefined()
  })
})
