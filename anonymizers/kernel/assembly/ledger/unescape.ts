/** Undoes escapes of JSON, PHP, SQL, addresses of the web, HTML and mails: each once, the twin of ../../../ledger/hidden-text.ts. */

/** How long the result is. Shorter than the text, or there was nothing to undo. */
export let undone: u32 = 0

/** Named characters: so many, and for each 16 bytes: the name, in the order of its bytes, and the character. */
let names: usize = 0
let nameCount: u32 = 0

export function setNames(at: usize, count: u32): void {
  names = at
  nameCount = count
}

/** Of 16 bytes which begin an escape. */
function specials(bytes: v128): u32 {
  return <u32>(
    i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(0x5c)), i8x16.eq(bytes, i8x16.splat(0x25))),
        i8x16.eq(bytes, i8x16.splat(0x26)),
      ),
    )
  )
}

let to: usize = 0
let from: usize = 0
let end: usize = 0
let start: usize = 0

/** Writes the text without its escapes to `place`. 16 bytes behind both must be there. */
export function undoEscapes(at: usize, length: u32, place: usize): void {
  from = at
  start = at
  end = at + length
  to = place
  while (from < end) {
    const bytes = v128.load(from)
    v128.store(to, bytes)
    const plain: usize = ctz(specials(bytes) | 0x10000)
    const copied = min(plain, end - from)
    from += copied
    to += copied
    if (plain === 16 || from >= end) continue
    const code: u32 = load<u8>(from)
    if (code === 0x5c) undoBackslash()
    else if (code === 0x25) undoPercent()
    else undoReference()
  }
  undone = <u32>(to - place)
}

function put(code: u32): void {
  store<u8>(to++, code)
}

function putCharacter(code: u32): void {
  if (code < 0x80) return put(code)
  if (code < 0x800) put(0xc0 | (code >> 6))
  else {
    if (code < 0x10000) put(0xe0 | (code >> 12))
    else {
      put(0xf0 | (code >> 18))
      put(0x80 | ((code >> 12) & 0x3f))
    }
    put(0x80 | ((code >> 6) & 0x3f))
  }
  put(0x80 | (code & 0x3f))
}

/** 16 and more: no digit. */
function hexadecimal(code: u32): u32 {
  if (code - 0x30 < 10) return code - 0x30
  const letter = (code | 0x20) - 0x61
  return letter < 6 ? letter + 10 : 16
}

/** The number in so many digits at `at`; -1: they are not there. */
function numberAt(at: usize, digits: u32): i32 {
  if (at + digits > end) return -1
  let number: i32 = 0
  for (let i: u32 = 0; i < digits; i++) {
    const digit = hexadecimal(load<u8>(at + i))
    if (digit > 15) return -1
    number = (number << 4) | digit
  }
  return number
}

/** The code unit that `\\u` (or `%u`) writes at `at`; -1: none. */
function unitAt(at: usize, sign: u32): i32 {
  return at + 6 <= end && load<u16>(at) === (0x7500 | sign) ? numberAt(at + 2, 4) : -1
}

/** Undoes what is written in code units at `from`. */
function undoUnits(sign: u32): bool {
  const unit = unitAt(from, sign)
  if (unit < 0) return false
  const low = (unit & 0xfc00) === 0xd800 ? unitAt(from + 6, sign) : -1
  if (low >= 0xdc00 && low < 0xe000) {
    putCharacter(0x10000 + ((unit - 0xd800) << 10) + low - 0xdc00)
    from += 12
  } else {
    putCodePoint(unit)
    from += 6
  }
  return true
}

function putCodePoint(code: i32): void {
  putCharacter(code >= 0xd800 && code < 0xe000 ? 0xfffd : code)
}

/** Undoes `\\u{1f600}`, and `\\U0001f600`. */
function undoCodePoint(letter: u32): bool {
  let at = from + 2
  let digits: u32 = 8
  if (letter === 0x75) {
    if (at >= end || load<u8>(at++) !== 0x7b) return false
    digits = 0
    while (digits < 6 && numberAt(at + digits, 1) >= 0) digits++
    if (digits === 0 || at + digits >= end || load<u8>(at + digits) !== 0x7d) return false
  }
  const code = numberAt(at, digits)
  if (code < 0 || code > 0x10ffff) return false
  putCodePoint(code)
  from = at + digits + (letter === 0x75 ? 1 : 0)
  return true
}

function isLetterOrDigit(code: u32): bool {
  return code - 0x30 < 10 || (code | 0x20) - 0x61 < 26
}

/** Undoes `\\x6a`. Where nothing stands before it and digits behind it, bytes of PostgreSQL begin. */
function undoByte(): bool {
  const byte = numberAt(from + 2, 2)
  if (byte < 0) return false
  if (numberAt(from + 4, 2) >= 0 && (from === start || !isLetterOrDigit(load<u8>(from - 1)))) {
    store<u32>(to, load<u32>(from))
    to += 4
  } else put(byte)
  from += 4
  return true
}

function octal(at: usize): u32 {
  return at < end ? <u32>load<u8>(at) - 0x30 : 8
}

/** Undoes `\\152`. */
function undoOctal(letter: u32): bool {
  const second = octal(from + 2)
  const third = octal(from + 3)
  if (letter - 0x30 > 3 || second > 7 || third > 7) return false
  put(((letter - 0x30) << 6) | (second << 3) | third)
  from += 4
  return true
}

function undoBackslash(): void {
  if (from + 1 === end) {
    put(0x5c)
    from++
    return
  }
  const letter: u32 = load<u8>(from, 1)
  if (letter === 0x78 && undoByte()) return
  if (letter === 0x75 && undoUnits(0x5c)) return
  if ((letter | 0x20) === 0x75 && undoCodePoint(letter)) return
  if (letter - 0x30 < 4 && undoOctal(letter)) return
  put(meaningOf(letter))
  from += 2
}

function meaningOf(letter: u32): u32 {
  switch (letter) {
    case 0x6e:
      return 10
    case 0x74:
      return 9
    case 0x72:
      return 13
    case 0x62:
      return 8
    case 0x66:
      return 12
    case 0x76:
      return 11
    case 0x30:
      return 0
    default:
      return letter
  }
}

function undoPercent(): void {
  if (undoUnits(0x25)) return
  const byte = numberAt(from + 1, 2)
  put(byte < 0 ? 0x25 : byte)
  from += byte < 0 ? 1 : 3
}

/** `&#243;`, `&#xf3;` and `&oacute;`. */
function undoReference(): void {
  const begin = from + 1
  let at = begin
  while (at < end && at - begin < 8 && load<u8>(at) !== 0x3b) at++
  const code = at < end && load<u8>(at) === 0x3b ? referred(begin, at) : -1
  if (code < 0) {
    put(0x26)
    from++
    return
  }
  putCharacter(code >= 0xd800 && code < 0xe000 ? 0xfffd : code)
  from = at + 1
}

function referred(begin: usize, semicolon: usize): i32 {
  const length = <u32>(semicolon - begin)
  if (length < 2) return -1
  if (load<u8>(begin) !== 0x23) return named(begin, length)
  let code: i32
  if ((load<u8>(begin, 1) | 0x20) === 0x78) {
    if (length === 2) return -1
    code = numberAt(begin + 2, length - 2)
  } else {
    code = 0
    for (let at = begin + 1; at < semicolon; at++) {
      const digit: u32 = load<u8>(at) - 0x30
      if (digit > 9) return -1
      code = code * 10 + digit
    }
  }
  return code > 0x10ffff ? -1 : code
}

function named(begin: usize, length: u32): i32 {
  if (length > 6) return -1
  const name = load<u64>(begin) & (((<u64>1) << (length << 3)) - 1)
  for (let i: u32 = 0; i < nameCount; i++)
    if (load<u64>(names + (i << 4)) === name) return load<u32>(names + (i << 4), 8)
  return -1
}

/** As {@link undoEscapes}, for quoted-printable (RFC 2045, section 6.7). */
export function undoQuoting(at: usize, length: u32, place: usize): void {
  from = at
  end = at + length
  to = place
  while (from < end) {
    const code: u32 = load<u8>(from++)
    if (code !== 0x3d) {
      put(code)
      continue
    }
    const byte = numberAt(from, 2)
    if (byte >= 0) {
      put(byte)
      from += 2
    } else if (from < end && load<u8>(from) === 10) from++
    else if (from + 1 < end && load<u16>(from) === 0x0a0d) from += 2
    else put(code)
  }
  undone = <u32>(to - place)
}

/** As {@link undoEscapes}, for lines that are folded as in vCards (RFC 6350, section 3.2). */
export function undoFolding(at: usize, length: u32, place: usize): void {
  from = at
  end = at + length
  to = place
  while (from < end) {
    const code: u32 = load<u8>(from++)
    put(code)
    if (code > 0x20) passFold()
  }
  undone = <u32>(to - place)
}

/** Passes over a line break and one blank, before and behind which is something. */
function passFold(): void {
  const at = from < end && load<u8>(from) === 13 ? from + 1 : from
  if (at + 2 >= end || load<u8>(at) !== 10 || load<u8>(at, 2) <= 0x20) return
  const blank: u32 = load<u8>(at, 1)
  if (blank === 0x20 || blank === 9) from = at + 2
}
