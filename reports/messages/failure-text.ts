import { stripVTControlCharacters } from 'node:util'
import type { TestStepResult } from '@cucumber/messages'

const frame = /^\s+at .+:\d+:\d+\)?$/
const errorName = /^\w*Error(?: \[\w+\])?: /

/**
 * The message of a failed step as people want to read it: without colours, the error's class and
 * the stack frames that lie outside of `project` or in a package. Frames that stay are relative.
 */
export function failureText(result: TestStepResult, project: string): string | undefined {
  const raw = result.message ?? result.exception?.message
  if (raw === undefined || raw === '') return undefined
  return stripVTControlCharacters(raw)
    .split('\n')
    .flatMap((line) => (frame.test(line) ? ownFrame(line, project) : [line]))
    .join('\n')
    .replace(errorName, '')
    .trim()
}

function ownFrame(line: string, project: string): string[] {
  const root = project.replace(/[/\\]*$/, '/')
  const at = line.indexOf(root)
  if (at < 0 || line.includes('node_modules')) return []
  return [`    at ${line.slice(at + root.length).replace(/\)$/, '')}`]
}
