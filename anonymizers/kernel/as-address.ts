import type { AsAddressProgram } from '../programs/form-programs.ts'
import { ByteWriter } from './byte-writer.ts'
import { outcome, type Step } from './step.ts'

/**
 * Hands an IP address that a column holds as a number or as bytes to `inner` in the text form that other
 * columns hold (inet_ntop of POSIX; RFC 5952 for IPv6), and writes the mask in the form of the column.
 * What is no address of that form goes to `inner` as the text that it is.
 */
export function compileAsAddress({ form }: AsAddressProgram, inner: Step): Step {
  const { read, write } = forms[form]
  const masked = new ByteWriter()
  return (value, row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    masked.length = 0
    const done = inner(read(value), row, masked)
    if (done !== outcome.written) return done
    const address = bytesOf(Buffer.from(masked.view()).toString('latin1'))
    out.copy(write(address, value))
    return outcome.written
  }
}

interface Form {
  readonly read: (value: Uint8Array) => Uint8Array
  readonly write: (address: Buffer, value: Uint8Array) => Uint8Array
}

const number: Form = {
  read: (value) => {
    const text = Buffer.from(value).toString('latin1')
    const signed = /^-?\d{1,10}$/.test(text) ? Number(text) : Infinity
    if (signed >= 2 ** 32 || signed < -(2 ** 31)) return value
    const four = Buffer.alloc(4)
    four.writeUInt32BE(signed >>> 0)
    return Buffer.from(textOf(four))
  },
  write: (address) => Buffer.from(String(address.readUInt32BE())),
}

/** Four or sixteen bytes, or the `\x` and hexadecimal digits in which PostgreSQL writes them. */
const bytes: Form = {
  read: (value) => {
    const raw = writtenBytes(value) ?? Buffer.from(value)
    return raw.length === 4 || raw.length === 16 ? Buffer.from(textOf(raw)) : value
  },
  write: (address, value) =>
    writtenBytes(value) ? Buffer.from(`\\x${address.toString('hex')}`) : address,
}

const forms = { number, bytes } as const

function writtenBytes(value: Uint8Array): Buffer | undefined {
  if (value[0] !== 0x5c || value[1] !== 0x78) return undefined
  const hex = Buffer.from(value.subarray(2)).toString('latin1')
  return /^(?:[0-9a-f]{2})*$/i.test(hex) ? Buffer.from(hex, 'hex') : undefined
}

function textOf(address: Buffer): string {
  if (address.length === 4) return [...address].join('.')
  if (address.toString('hex').startsWith('00000000000000000000ffff'))
    return `::ffff:${textOf(address.subarray(12))}`
  const groups = Array.from({ length: 8 }, (_, i) => address.readUInt16BE(2 * i).toString(16))
  // The URL standard writes the host as RFC 5952 has it.
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}

/** Of a mask: four numbers, or eight groups without `::`. */
const bytesOf = (text: string): Buffer =>
  text.includes(':')
    ? Buffer.from(
        text
          .split(':')
          .map((group) => group.padStart(4, '0'))
          .join(''),
        'hex',
      )
    : Buffer.from(text.split('.').map(Number))
