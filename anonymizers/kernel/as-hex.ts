import { say } from '../../core/redacted.ts'
import { ByteWriter } from './byte-writer.ts'
import { outcome, type Step } from './step.ts'
import { valueError } from './value-error.ts'

/**
 * Hands bytes to `inner` as lower-case hexadecimal digits. PostgreSQL writes bytea as `\x` and such
 * digits already; that form stays.
 */
export function compileAsHex(inner: Step): Step {
  const masked = new ByteWriter()
  return (value, row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    const written = isWrittenHex(value)
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.length)
    const hex = written ? value.subarray(2) : Buffer.from(bytes.toString('hex'))
    masked.length = 0
    const done = inner(hex, row, masked)
    if (done !== outcome.written) return done
    const text = Buffer.from(masked.bytes.buffer, 0, masked.length).toString('latin1')
    if (!/^(?:[0-9a-f]{2})*$/i.test(text)) throw valueError(say`A mask is not made of bytes.`)
    out.copy(written ? Buffer.from(`\\x${text}`) : Buffer.from(text, 'hex'))
    return outcome.written
  }
}

const isWrittenHex = (value: Uint8Array): boolean =>
  value[0] === 0x5c &&
  value[1] === 0x78 &&
  /^(?:[0-9a-f]{2})*$/i.test(Buffer.from(value.subarray(2)).toString('latin1'))
