import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Envelope } from '@cucumber/messages'

/** Kinds of envelopes that a record is made from; the others are not even parsed. */
const wanted = new Set<keyof Envelope>([
  'gherkinDocument',
  'pickle',
  'hook',
  'parseError',
  'undefinedParameterType',
  'testRunStarted',
  'testRunHookStarted',
  'testRunHookFinished',
  'testCase',
  'testCaseStarted',
  'testStepStarted',
  'testStepFinished',
  'attachment',
  'testCaseFinished',
  'testRunFinished',
])

/**
 * The envelopes of a cucumber messages file (NDJSON, github.com/cucumber/messages), one line in
 * memory at a time. Attachments that are not ours are passed over. `broken` is told the number,
 * from 1, of each line that is not an envelope.
 */
export async function* envelopesOf(
  file: string,
  broken: (line: number) => void,
): AsyncGenerator<Envelope> {
  const lines = createInterface({
    input: createReadStream(file, { encoding: 'utf8' }),
    crlfDelay: Infinity,
  })
  let number = 0
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    const kind = /^\s*\{\s*"(\w+)"/.exec(line)?.[1]
    if (kind === undefined) broken(number)
    else if (!wanted.has(kind as keyof Envelope)) continue
    else if (kind === 'attachment' && !line.includes('application/vnd.poligon.')) continue
    else {
      const envelope = parse(line)
      if (envelope) yield envelope
      else broken(number)
    }
  }
}

function parse(line: string): Envelope | undefined {
  try {
    return JSON.parse(line) as Envelope
  } catch {
    return undefined
  }
}
