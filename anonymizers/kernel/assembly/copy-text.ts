/** The twin of ../../dialects/pg/row-codec.ts: octal and hexadecimal escapes are left to it. */
import { contains, eitherIn } from './positions.ts'
import { missingForm, setField, textForm } from './fields.ts'
import { takeScratch } from './scratch.ts'

/** The position behind the newline of the row, or 0. */
export function readLine(from: usize, end: usize, columns: u32, wanted: usize): usize {
  let at = from
  for (let field: u32 = 0; field < columns; field++) {
    const place: u32 = load<u32>(wanted + (field << 2))
    const start = at
    let escaped = false
    let code: u32 = 0
    for (; at < end; at++) {
      code = load<u8>(at)
      if (code > 0x5c) continue
      if (code === 0x09 || code === 0x0a) break
      if (code === 0x5c) {
        escaped = true
        at++
      }
    }
    if (at >= end || (code === 0x0a) !== (field + 1 === columns)) return 0
    if (place > 0 && !readField(place - 1, start, at, escaped)) return 0
    at++
  }
  return at
}

/** Reads the fields at the positions `reads` of the row whose separators are at `row`. */
export function readFields(row: usize, reads: usize, count: u32): bool {
  for (let place: u32 = 0; place < count; place++) {
    const separator = row + (load<u32>(reads + (place << 2)) << 2)
    const from: usize = load<u32>(separator) + 1
    const to: usize = load<u32>(separator, 4)
    if (!readField(place, from, to, contains(from, to, 0x5c, 0x5c))) return false
  }
  return true
}

function readField(place: u32, from: usize, to: usize, escaped: bool): bool {
  const length = <u32>(to - from)
  if (!escaped) {
    setField(place, from, to, from, length, textForm)
    return true
  }
  if (length === 2 && load<u8>(from, 1) === 0x4e) {
    setField(place, from, to, from, 0, missingForm)
    return true
  }
  const target = takeScratch(length)
  if (target === 0) return false
  let at = target
  for (let i = from; i < to;) {
    const special = eitherIn(i, 0x5c, 0x5c)
    const plain = min<usize>(special === 0 ? 16 : ctz(special), to - i)
    v128.store(at, v128.load(i))
    at += plain
    i += plain
    if (plain === 16 || i === to) continue
    const letter: u32 = load<u8>(i, 1)
    if (letter - 0x30 < 8 || letter === 0x78) return false
    store<u8>(at++, unescaped(letter))
    i += 2
  }
  setField(place, from, to, target, <u32>(at - target), textForm)
  return true
}

function unescaped(letter: u32): u32 {
  if (letter === 0x62) return 8
  if (letter === 0x74) return 9
  if (letter === 0x6e) return 10
  if (letter === 0x76) return 11
  if (letter === 0x66) return 12
  return letter === 0x72 ? 13 : letter
}

/** Writes a value from `out` on; returns the position behind it. */
export function encodeText(value: usize, length: u32, isNull: bool, out: usize): usize {
  let at = out
  if (isNull) {
    store<u16>(at, 0x4e5c)
    return at + 2
  }
  for (let i: u32 = 0; i < length;) {
    const bytes = v128.load(value + i)
    const escaped = v128.or(
      i8x16.eq(bytes, i8x16.splat(0x5c)),
      i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(8)), i8x16.splat(6)),
    )
    const special = <u32>i8x16.bitmask(escaped)
    const plain = min(special === 0 ? 16 : <u32>ctz(special), length - i)
    v128.store(at, bytes)
    at += plain
    i += plain
    if (plain === 16 || i === length) continue
    const code: u32 = load<u8>(value + i++)
    store<u8>(at++, 0x5c)
    store<u8>(at++, code === 0x5c ? code : <u32>load<u8>(letters + code - 8))
  }
  return at
}

/** `btnvfr` */
const letters: usize = memory.data<u8>([0x62, 0x74, 0x6e, 0x76, 0x66, 0x72])
