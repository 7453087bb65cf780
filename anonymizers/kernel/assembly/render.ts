/** The twin of ../render.ts, ../pieces.ts, ../spelling.ts and ../check-digits.ts. */
import { digest, hash, hashCounter } from './blake2s.ts'
import { canonicalize, canonicalLength } from './canonical.ts'
import {
  characterStart,
  isAlphanumeric,
  isDigit,
  isLetter,
  letterCase,
  toLower,
  toUpper,
} from './letters.ts'
import { byte, copy, decimal, moveTo, o } from './output.ts'
import { appendField, below, genderOf, genderOfName, startPersona } from './persona.ts'
import { findPersona } from './person.ts'

const subject: usize = memory.data(16, 16)
const name = 6
const mostAttempts: u32 = 100

let canonical: usize = 0
let folded: usize = 0

export function setRender(canonicalAt: usize, foldedAt: usize): void {
  canonical = canonicalAt
  folded = foldedAt
}

let bitsKey: usize = 0
let bitsSubject: usize = 0
let block: u32 = 0
let next: u32 = 8

function word(): u32 {
  if (next === 8) {
    hashCounter(bitsKey, bitsSubject, block++)
    next = 0
  }
  return load<u32>(digest + (next++ << 2))
}

let input: usize = 0
let inputLength: u32 = 0
let start: usize = 0
let who: usize = 0
let ofRow = false
let foldedAt: usize = 0
let foldedLength: u32 = 0

/** Writes the mask; false when JavaScript must do it. Words of `program`: see ../wasm-programs.ts. */
export function render(program: usize, value: usize, length: u32): bool {
  const form: u32 = load<u32>(program, 4)
  input = value
  inputLength = length
  start = o
  const person: usize = load<u32>(program, 16)
  who = 0
  if (person !== 0) {
    const found = findPersona(person)
    if (found === 1) who = person + 16
    else if (found < 0) return false
  }
  ofRow = who !== 0
  if (!ofRow) {
    if (!canonicalize(form, value, length, canonical)) return false
    hash(load<u32>(program, 8), canonical, canonicalLength)
    v128.store(subject, v128.load(digest))
    who = subject
  }
  const hasFields = load<u32>(program, 20) !== 0
  if (hasFields) {
    if (!ofRow && load<u32>(program, 24) !== 0) foldedAt = canonical
    else {
      foldedAt = folded
      if (!canonicalize(name, value, length, folded)) return false
    }
    foldedLength = canonicalLength
  }
  bitsKey = load<u32>(program, 12)
  bitsSubject = who
  for (let attempt: u32 = 0; attempt < mostAttempts; attempt++) {
    moveTo(start)
    block = attempt * 0x10000
    next = 8
    if (hasFields) startPersona(who, foldedAt, foldedLength, attempt)
    if (!pieces(load<u32>(program, 32), load<u32>(program, 28))) continue
    if (!finish(program)) return false
    if (!isInput()) return true
  }
  return false
}

function isInput(): bool {
  if (<u32>(o - start) !== inputLength) return false
  return memory.compare(start, input, inputLength) === 0
}

function pieces(from: usize, count: u32): bool {
  let at = from
  for (let i: u32 = 0; i < count; i++, at += 20) {
    const first: u32 = load<u32>(at, 4)
    const second: u32 = load<u32>(at, 8)
    switch (load<u32>(at)) {
      case 0:
        copy(first, second)
        break
      case 1: {
        const chosen: usize = second + (below(word(), <f64>first) << 3)
        copy(load<u32>(chosen), load<u32>(chosen, 4))
        break
      }
      case 2:
        digits(first)
        break
      case 3:
        letters(4, first)
        break
      case 4:
        letters(5, first)
        break
      case 5:
        decimal(first + below(word(), <f64>(second - first + 1)), 1)
        break
      case 6:
        field(first, second, load<u32>(at, 12), load<u32>(at, 16) !== 0)
        break
      case 7:
        keptDigits(second, first)
        break
      case 8:
        if (startsWithCountry()) copy(first === 0 ? input : first, 2)
        break
      default:
        if (!check(first)) return false
    }
  }
  return true
}

function digits(count: u32): void {
  for (let left = <i32>count; left > 0; left -= 4) {
    const places = <u32>min(4, left)
    const bound: f64 = places === 4 ? 10000 : places === 3 ? 1000 : places === 2 ? 100 : 10
    decimal(below(word(), bound), places)
  }
}

function letters(width: u32, count: u32): void {
  const perWord: u32 = 32 / width
  const mask: u32 = (1 << width) - 1
  let bits: u32 = 0
  for (let i: u32 = 0; i < count; i++) {
    if (i % perWord === 0) bits = word()
    const digit = bits & mask
    if (width === 4) byte(digit < 10 ? 48 + digit : 87 + digit)
    else byte(digit < 26 ? 97 + digit : 24 + digit)
    bits >>= width
  }
}

function keptDigits(from: u32, count: u32): void {
  const end = o + count
  let seen: u32 = 0
  for (let i: u32 = 0; i < inputLength && seen < from + count; i++) {
    const code: u32 = load<u8>(input + i)
    if (isDigit(code) && seen++ >= from) byte(code)
  }
  while (o < end) decimal(below(word(), 10), 1)
}

function startsWithCountry(): bool {
  return (
    inputLength > 2 &&
    isLetter(load<u8>(input)) &&
    isLetter(load<u8>(input, 1)) &&
    !isLetter(load<u8>(input, 2))
  )
}

function field(number: u32, spelling: u32, most: u32, ofInput: bool): void {
  const known = ofInput && !ofRow ? genderOfName(foldedAt, foldedLength) : -1
  const from = o
  appendField(number, spelling, known >= 0 ? <u32>known : genderOf(who))
  if (most > 0 && <u32>(o - from) > most) moveTo(characterStart(from, o, most))
}

const nip: usize = memory.data<u8>([6, 5, 7, 2, 3, 4, 5, 6, 7])
const regon: usize = memory.data<u8>([8, 9, 2, 3, 4, 5, 6, 7])
const pesel: usize = memory.data<u8>([1, 3, 7, 9, 1, 3, 7, 9, 1, 3])
const sortCode: usize = memory.data<u8>([3, 9, 7, 1, 3, 9, 7])

function weighted(weights: usize, count: u32): u32 {
  let sum: u32 = 0
  for (let i: u32 = 0; i < count; i++) sum += load<u8>(weights + i) * (load<u8>(o - count + i) - 48)
  return sum
}

function check(rule: u32): bool {
  if (rule === 0) {
    const digit = weighted(nip, 9) % 11
    byte(48 + digit)
    return digit < 10
  }
  if (rule === 1) byte(48 + ((weighted(regon, 8) % 11) % 10))
  else if (rule === 2) byte(48 + ((10 - (weighted(pesel, 10) % 10)) % 10))
  else if (rule === 3) byte(48 + ((10 - (weighted(sortCode, 7) % 10)) % 10))
  else if (rule === 4) {
    const account = o - 24
    let rest: u32 = 0
    for (let i = account; i < o; i++) rest = (rest * 10 + load<u8>(i) - 48) % 97
    const number = 98 - ((rest * 1000000 + 252100) % 97)
    memory.copy(account + 2, account, 24)
    store<u8>(account, 48 + number / 10)
    store<u8>(account, 48 + (number % 10), 1)
    moveTo(o + 2)
  } else {
    let sum: u32 = 0
    let twice = true
    for (let i = o; i > start; twice = !twice) {
      const digit: u32 = <u32>(load<u8>(--i) - 48) * (twice ? 2 : 1)
      sum += digit > 9 ? digit - 9 : digit
    }
    byte(48 + ((10 - (sum % 10)) % 10))
  }
  return true
}

function finish(program: usize): bool {
  if (load<u32>(program, 44) !== 0) {
    const found = letterCase(input, inputLength)
    if (found === 1) toUpper(start, o)
    else if (found === 2) toLower(start, o)
  }
  const spelling: u32 = load<u32>(program, 48)
  if (spelling === 1) takeOverSeparators()
  else if (spelling === 2) spellPhone()
  const most: u32 = load<u32>(program, 36)
  if (most === 0 || <u32>(o - start) <= most) return true
  const end = characterStart(start, o, most)
  if (end === o) return true
  if (load<u32>(program, 40) === 0) return false
  moveTo(end)
  while (o > start + 1 && load<u8>(o - 1) === 0x20) moveTo(o - 1)
  return true
}

function takeOverSeparators(): void {
  let count: u32 = 0
  for (let i: u32 = 0; i < inputLength; i++) {
    const code: u32 = load<u8>(input + i)
    if (code >= 0x80) return
    if (isAlphanumeric(code)) count++
  }
  if (count !== <u32>(o - start) || count === inputLength) return
  spreadOver()
}

/** From the end, so that nothing is overwritten before it is moved. */
function spreadOver(): void {
  let at = o
  for (let i = inputLength; i > 0;) {
    const code: u32 = load<u8>(input + --i)
    store<u8>(start + i, isAlphanumeric(code) ? load<u8>(--at) : code)
  }
  moveTo(start + inputLength)
}

function spellPhone(): void {
  let count: u32 = 0
  let plain = true
  for (let i: u32 = 0; i < inputLength; i++) {
    const code: u32 = load<u8>(input + i)
    if (isDigit(code)) count++
    else if (isAlphanumeric(code) || code >= 0x80) plain = false
  }
  const before = count - 9
  if (count < 9 || before > 4 || !plain || !isPolishPrefix(before)) {
    const first: u32 = load<u8>(input)
    if (first === 0x2b || (first === 0x30 && inputLength > 1 && load<u8>(input, 1) === 0x30)) {
      memory.copy(start + 3, start, o - start)
      store<u8>(start, 0x2b)
      store<u8>(start, 0x34, 1)
      store<u8>(start, 0x38, 2)
      moveTo(o + 3)
    }
    return
  }
  memory.copy(start + before, start, o - start)
  moveTo(o + before)
  let at = start
  for (let i: u32 = 0; at < start + before; i++) {
    const code: u32 = load<u8>(input + i)
    if (isDigit(code)) store<u8>(at++, code)
  }
  if (count !== inputLength) spreadOver()
}

/** Nothing, `0`, `48` or `0048`. */
function isPolishPrefix(count: u32): bool {
  let number: u32 = 0
  let seen: u32 = 0
  for (let i: u32 = 0; seen < count; i++) {
    const code: u32 = load<u8>(input + i)
    if (!isDigit(code)) continue
    number = number * 10 + code - 48
    seen++
  }
  return (
    count === 0 || (count === 1 && number === 0) || (count !== 3 && count !== 1 && number === 48)
  )
}
