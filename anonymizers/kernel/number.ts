import { say } from '../../core/redacted.ts'
import type { NumberProgram } from '../programs/change-programs.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { Kernel } from './kernel.ts'
import { BitStream, ownSubject } from './keyed-hash.ts'
import { outcome, type FindPersona, type Step } from './step.ts'
import { valueError } from './value-error.ts'
import { binaryPoint } from './well-known-binary.ts'

/** A decimal number as a whole number of units of its last place. */
interface Decimal {
  readonly units: bigint
  /** Digits behind the point. */
  readonly places: number
}

const mostAttempts = 20

/** Compiles a change of numbers. `NaN` and infinity stay: they say nothing about anybody. */
export function compileNumber(
  program: NumberProgram,
  kernel: Kernel,
  persona: FindPersona | undefined,
): Step {
  const { domain, canonical, follows } = program.subject
  const findSubject = kernel.hash.subjects(domain, canonical)
  const findPersona = follows === 'value' ? undefined : persona
  const own = ownSubject()
  const bits = new BitStream(kernel.hash.purpose(`pieces/${domain}`))
  const change = (number: string) => textOf(changed(decimalOf(number), program, bits))
  return (value, row, out: ByteWriter) => {
    if (value === null || value.length === 0) return outcome.kept
    const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1')
    if (/^(?:nan|[-+]?infinity)$/i.test(text)) return outcome.kept
    let subject = findPersona?.(row)
    if (!subject) {
      findSubject(value, own)
      subject = own
    }
    bits.start(subject, 0)
    const moved =
      program.within && 'by' in program.change && movedPoint(value, program.change.by, bits)
    if (moved) out.copy(moved)
    else if (program.within === undefined) out.copy(Buffer.from(change(text)))
    else if (places.test(text))
      out.copy(Buffer.from(text.replace(/(?<![=\d.])[-+]?\d+(?:\.\d+)?/g, change)))
    else throw valueError(say`A value is not a pair of coordinates.`)
    return outcome.written
  }
}

/** `52.23, 21.01`, `(52.23,21.01)`, `POINT(21.01 52.23)`, `SRID=4326;POINT(21.01 52.23)`. */
const places =
  /^\s*(?:SRID=\d+;)?\s*(?:POINT(?: ?Z)?\s*)?[[(]?\s*[-+]?\d+(?:\.\d+)?(?:[\s,;]+[-+]?\d+(?:\.\d+)?){1,2}\s*[\])]?\s*$/i

/** A point in well-known binary, or in its hexadecimal digits as PostGIS dumps it; undefined for all else. */
function movedPoint(value: Uint8Array, by: number, bits: BitStream): Uint8Array | undefined {
  const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1')
  const isHex = /^(?:[0-9a-f]{2}){21,25}$/i.test(text)
  const bytes = isHex ? Buffer.from(text, 'hex') : Uint8Array.from(value)
  const found = binaryPoint(bytes)
  if (!found) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (const at of [found.at, found.at + 8]) {
    const step = (bits.below(0x7fff_ffff) + 1) / 0x8000_0000
    const sign = bits.below(2) === 0 ? 1 : -1
    const before = view.getFloat64(at, found.isLittleEndian)
    view.setFloat64(at, before + sign * step * by, found.isLittleEndian)
  }
  return isHex ? Buffer.from(Buffer.from(bytes).toString('hex').toUpperCase()) : bytes
}

function decimalOf(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d{1,3}))?$/i.exec(text) ?? []
  if (whole + fraction === '') throw valueError(say`A value is not a decimal number.`)
  const units = BigInt(sign + whole + fraction)
  const shift = fraction.length - Number(exponent)
  return shift >= 0 ? { units, places: shift } : { units: units * 10n ** BigInt(-shift), places: 0 }
}

function textOf({ units, places }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  const sign = units < 0n ? '-' : ''
  if (places === 0) return sign + digits
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

function changed(number: Decimal, program: NumberProgram, bits: BitStream): Decimal {
  const { change } = program
  const { units, places } = number
  if (units === 0n) return number
  if ('round' in change) return rounded(number, decimalOf(plain(change.round)), program)
  const width =
    'percent' in change
      ? (abs(units) * BigInt(Math.round(change.percent * 1000))) / 100_000n
      : BigInt(Math.round(change.by * 10 ** places))
  const widest = width > 0n ? width : 1n
  const fits = (one: bigint) =>
    one > 0n === units > 0n && one !== 0n && holds(program, { units: one, places })
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const step = wideBelow(bits, 2n * widest)
    const next = units + (step < widest ? step - widest : step - widest + 1n)
    if (fits(next)) return { units: next, places }
  }
  const next = [units + 1n, units - 1n].find(fits)
  if (next === undefined) throw valueError(say`A number has no neighbour that its column holds.`)
  return { units: next, places }
}

/** To the nearest multiple, a half away from zero; towards zero where the column holds no more. */
function rounded(number: Decimal, step: Decimal, program: NumberProgram): Decimal {
  const places = Math.max(number.places, step.places)
  const units = number.units * 10n ** BigInt(places - number.places)
  const multiple = step.units * 10n ** BigInt(places - step.places)
  const lower = (units / multiple) * multiple
  const rest = abs(units - lower)
  const upper = lower + (units < 0n ? -multiple : multiple)
  const nearest =
    rest * 2n >= multiple && holds(program, shortest(upper, places, number)) ? upper : lower
  return shortest(nearest, places, number)
}

/** With the places of `like`, where nothing is lost by it. */
function shortest(units: bigint, places: number, like: Decimal): Decimal {
  const spare = 10n ** BigInt(places - like.places)
  return units % spare === 0n ? { units: units / spare, places: like.places } : { units, places }
}

const abs = (number: bigint) => (number < 0n ? -number : number)

const holds = ({ most = Infinity, maxLength = Infinity }: NumberProgram, number: Decimal) =>
  Math.abs(Number(number.units)) <= most * 10 ** number.places && textOf(number).length <= maxLength

/** 0 … `bound` - 1 of 64 bits; the bias is below bound / 2^64. */
function wideBelow(bits: BitStream, bound: bigint): bigint {
  const wide = (BigInt(bits.word() >>> 0) << 32n) | BigInt(bits.word() >>> 0)
  return wide % bound
}

/** Without an exponent: `0.0000001`. */
const plain = (number: number) => (number < 1e-6 ? number.toFixed(12) : String(number))
