import { say } from '../../core/redacted.ts'
import type { FileKind, PlaceholderProgram } from '../programs/form-programs.ts'
import { fileKindOf, placeholders } from './placeholders.ts'
import { outcome, type Step } from './step.ts'
import { valueError } from './value-error.ts'

/**
 * Compiles a placeholder. A value is a file as bytes, as PostgreSQL writes bytea (`\x255044…`), in base 64,
 * or as a `data:` address; the placeholder comes in the same form.
 */
export function compilePlaceholder({ as, maxLength = Infinity }: PlaceholderProgram): Step {
  return (value, _row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    const head = Buffer.from(value.subarray(0, 256)).toString('latin1')
    const form = formOf(head)
    const start = Buffer.from(head.slice(form.before.length), form.encoding)
    const kind = as ?? fileKindOf(start)
    const file = Buffer.from(placeholders[kind])
    const from = out.length
    const before = form.before.startsWith('\\') ? form.before : addressOf(form.before, kind)
    out.copy(Buffer.from(before, 'latin1'))
    out.copy(form.encoding === 'latin1' ? file : Buffer.from(file.toString(form.encoding)))
    if (out.length - from > maxLength)
      throw valueError(say`The placeholder of a file is longer than its column.`)
    return outcome.written
  }
}

/** Of the type of the placeholder: that of the value may be any text. */
const addressOf = (before: string, kind: FileKind) =>
  before === '' ? '' : `data:${mediaTypes[kind]};base64,`

const mediaTypes: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  zip: 'application/zip',
  xml: 'application/xml',
  json: 'application/json',
  text: 'text/plain',
}

interface Form {
  readonly before: string
  readonly encoding: 'latin1' | 'hex' | 'base64'
}

function formOf(head: string): Form {
  const address = /^data:[a-z0-9.+/-]{0,80};base64,/i.exec(head)?.[0]
  if (address !== undefined) return { before: address, encoding: 'base64' }
  if (/^\\x(?:[0-9a-f]{2})+/i.test(head)) return { before: '\\x', encoding: 'hex' }
  const inBase64 =
    /^(?:JVBERi|iVBORw|\/9j\/|R0lGOD|UEsDB|UEsFB|PD94bW)[A-Za-z0-9+/\r\n]*={0,2}/.test(head)
  return { before: '', encoding: inBase64 ? 'base64' : 'latin1' }
}
