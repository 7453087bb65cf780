import { describe, expect, it } from 'vitest'
import { readLogLine } from './log-line.ts'

describe('a line of a log', () => {
  it.each([
    ['{"level":"ERROR","msg":"attempt failed","job":"T1"}', 'ERROR', 'attempt failed job=T1'],
    ['{"level":50,"time":1,"pid":7,"msg":"bunyan or pino"}', 'ERROR', 'bunyan or pino'],
    ['{"level":40,"message":"retry"}', 'WARN', 'retry'],
    ['{"severity":"notice","message":"x"}', 'INFO', 'x'],
    ['{"msg":"no level"}', 'INFO', 'no level'],
    ['{"level":"debug","msg":"x","detail":{"deep":1},"n":null}', 'DEBUG', 'x'],
    ['23 Nov 08:47:00 - [error] [function:order] no partner', 'ERROR', undefined],
    ['23 Nov 08:47:00 - [info] Started flows', 'INFO', undefined],
    ['WARN: slow', 'WARN', undefined],
    ['TypeError: x is undefined', 'ERROR', undefined],
    ['an error was mended', 'ERROR', undefined],
    ['all is well', 'INFO', undefined],
    ['{not json', 'INFO', '{not json'],
  ])('%s is %s', (line, level, text) => {
    expect(readLogLine(line)).toEqual({ level, text: text ?? line })
  })
})
