import { say } from '../../core/redacted.ts'
import { isDigit } from './canonical.ts'
import { refusedAt } from './walked-value.ts'

/** Reads what PHP's serialize() wrote (php.net, ext/standard/var.c) from left to right. All methods move {@link at}. */
export class PhpCursor {
  readonly bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  expect(character: string): void {
    if (this.bytes[this.at++] !== character.charCodeAt(0)) throw this.malformed()
  }

  /** What kind of value comes next. */
  letter(): string {
    return String.fromCharCode(this.bytes[this.at++] ?? 0)
  }

  /** To behind the next such character. */
  until(character: string): Uint8Array {
    const from = this.at
    const found = this.bytes.indexOf(character.charCodeAt(0), from)
    if (found < 0) throw this.malformed()
    this.at = found + 1
    return this.bytes.subarray(from, found)
  }

  /** A value without quotes up to its `;`, which must be what its letter says. */
  plain(fits: (bytes: Uint8Array) => boolean): Uint8Array {
    const value = this.until(';')
    if (!fits(value)) throw this.malformed()
    return value
  }

  /** `5:"bytes"`: the length counts. */
  quoted(): Uint8Array {
    const length = this.count(':')
    this.expect('"')
    const from = this.at
    this.at += length
    if (this.at > this.bytes.length) throw this.malformed()
    this.expect('"')
    return this.bytes.subarray(from, from + length)
  }

  /** `5:{bytes}`, as an object writes that serializes itself. */
  raw(): void {
    const length = this.count(':')
    this.expect('{')
    this.at += length
    this.expect('}')
  }

  count(close: string): number {
    let count = 0
    const from = this.at
    while (isDigit(this.bytes[this.at] ?? 0) && this.at - from < 10)
      count = count * 10 + (this.bytes[this.at++] as number) - 48
    if (this.at === from) throw this.malformed()
    this.expect(close)
    return count
  }

  malformed() {
    return refusedAt(say`A value is not what PHP's serialize writes.`, this.at)
  }
}

export const isBoolean = (bytes: Uint8Array) =>
  bytes.length === 1 && (bytes[0] === 48 || bytes[0] === 49)

export const isFloat = (bytes: Uint8Array) =>
  /^(?:-?INF|NAN|-?\d+(?:\.\d*)?(?:E[-+]?\d+)?)$/i.test(Buffer.from(bytes).toString('latin1'))

export const isWhole = (bytes: Uint8Array) =>
  /^-?(?:0|[1-9]\d*)$/.test(Buffer.from(bytes).toString('latin1'))
