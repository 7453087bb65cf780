/** The twin of ../../identifiers.ts. */
import { isAlphanumeric, isDigit, isLetter } from '../letters.ts'
import { email, iban, nip, pesel, phone } from './parts.ts'

/** What was found last. */
export let kind: u32 = 0
export let from: usize = 0
export let to: usize = 0

const none: u32 = 99
const fewestDigits: u32 = 9
const mostDigits: u32 = 28
const mostPhoneDigits: u32 = 15

let textFrom: usize = 0
let textTo: usize = 0

export function enterText(at: usize, end: usize): void {
  textFrom = at
  textTo = end
}

/** The next one at or behind `start`; false: there is none. */
export function findIdentifier(start: usize): bool {
  let at = start
  while (at < textTo) {
    if (!isOfAddress(load<u8>(at))) {
      at++
      continue
    }
    const run = at
    let holdsDigit = false
    for (; at < textTo && isOfAddress(load<u8>(at)); at++)
      if (isDigit(load<u8>(at))) holdsDigit = true
    if (!holdsDigit && !goesOn(at)) continue
    kind = none
    at = inRun(run, at)
    if (kind !== none) return true
  }
  return false
}

/** A run without digits may be what stands before an @, or end in the `PL` of a number. */
function goesOn(at: usize): bool {
  if (at >= textTo) return false
  const code: u32 = load<u8>(at)
  return code === 0x40 || (code === 0x20 && isDigitAt(at + 1))
}

function isWord(code: u32): bool {
  return isAlphanumeric(code) || code === 0x5f
}

function isOfAddress(code: u32): bool {
  return isWord(code) || code === 0x2e || code === 0x2b || code === 0x2d
}

/** Looks at a run of signs that addresses are made of; returns from where to look on. */
function inRun(run: usize, stop: usize): usize {
  const begins = run === textFrom || !isOfAddress(load<u8>(run - 1))
  if (begins && stop < textTo && load<u8>(stop) === 0x40 && stop - run <= 64) {
    const end = domainEnd(stop + 1)
    if (end !== 0) {
      take(email, run, end)
      return end
    }
  }
  for (let at = run; at < stop; at++) {
    const digits = numberAt(at)
    if (digits === 0) continue
    const end = numberEnd(digits)
    if (end === 0) continue
    const found = kindOfNumber(at, end)
    if (found !== none && !(found === phone && isSeries(at))) take(found, at, end)
    return end
  }
  return stop
}

function take(found: u32, start: usize, end: usize): void {
  kind = found
  from = start
  to = end
}

/** Behind a name of a host with two to six parts; 0: there is none. */
function domainEnd(start: usize): usize {
  let at = labelEnd(start)
  if (at === start) return 0
  let labels: u32 = 0
  while (labels < 5 && at < textTo && load<u8>(at) === 0x2e) {
    const end = labelEnd(at + 1)
    if (end === at + 1) break
    at = end
    labels++
  }
  return labels > 0 ? at : 0
}

function labelEnd(start: usize): usize {
  const most = min(textTo, start + 63)
  let at = start
  while (at < most && (isAlphanumeric(load<u8>(at)) || load<u8>(at) === 0x2d)) at++
  return at
}

/** Where the first digit of a number is that begins at `at`, with `PL` or `+` in front; 0: none does. */
function numberAt(at: usize): usize {
  const code: u32 = load<u8>(at)
  if (code === 0x2b) return isDigitAt(at + 1) ? at + 1 : 0
  if (at > textFrom && isWord(load<u8>(at - 1))) return 0
  if (isDigit(code)) return at
  if ((code | 0x20) !== 0x70 || at + 2 >= textTo || (<u32>load<u8>(at, 1) | 0x20) !== 0x6c) return 0
  const digits = at + (load<u8>(at, 2) === 0x20 ? 3 : 2)
  return isDigitAt(digits) ? digits : 0
}

function isDigitAt(at: usize): bool {
  return at < textTo && isDigit(load<u8>(at))
}

/** Behind the digits with at most two signs between them; 0: there are too few. */
function numberEnd(start: usize): usize {
  let at = start + 1
  let count: u32 = 1
  while (count < mostDigits) {
    let next = at
    while (next < textTo && next < at + 2 && isSeparator(load<u8>(next))) next++
    if (!isDigitAt(next)) break
    at = next + 1
    count++
  }
  return count < fewestDigits ? 0 : at
}

function isSeparator(code: u32): bool {
  return code === 0x20 || code === 0x28 || code === 0x29 || code === 0x2e || code === 0x2d
}

/** What numbers of orders begin with: two capital letters, and a hyphen or a slash. */
function isSeries(at: usize): bool {
  if (at < textFrom + 3) return false
  const sign: u32 = load<u8>(at - 1)
  return (
    (sign === 0x2d || sign === 0x2f) && isCapital(load<u8>(at - 2)) && isCapital(load<u8>(at - 3))
  )
}

function isCapital(code: u32): bool {
  return code - 0x41 < 26
}

const digits: usize = memory.data(32)
const nipWeights: usize = memory.data<u8>([6, 5, 7, 2, 3, 4, 5, 6, 7])
const peselWeights: usize = memory.data<u8>([1, 3, 7, 9, 1, 3, 7, 9, 1, 3])

function digit(place: u32): u32 {
  return load<u8>(digits + place)
}

function weighted(weights: usize, count: u32): u32 {
  let sum: u32 = 0
  for (let i: u32 = 0; i < count; i++) sum += load<u8>(weights + i) * digit(i)
  return sum
}

function kindOfNumber(start: usize, end: usize): u32 {
  let count: u32 = 0
  for (let at = start; at < end; at++) {
    const code: u32 = load<u8>(at)
    if (isDigit(code)) store<u8>(digits + count++, code - 48)
  }
  if (load<u8>(start) === 0x2b) return count <= mostPhoneDigits ? phone : none
  if (count === 9) return phone
  if (count === 10) return weighted(nipWeights, 9) % 11 === digit(9) ? nip : none
  if (count === 11) {
    if ((10 - (weighted(peselWeights, 10) % 10)) % 10 === digit(10)) return pesel
    return digit(0) === 4 && digit(1) === 8 ? phone : none
  }
  if (count === 13) return digit(0) === 0 && digit(1) === 0 ? phone : none
  return count === 26 && isAccount() ? iban : none
}

/** Of Poland, without its letters. */
function isAccount(): bool {
  let rest: u32 = 0
  for (let i: u32 = 2; i < 26; i++) rest = (rest * 10 + digit(i)) % 97
  return 98 - ((rest * 1000000 + 252100) % 97) === digit(0) * 10 + digit(1)
}

/** What a look at sixteen bytes a step tells of a text: signs that nothing is found without. */
export let mayHoldIdentifier = false
export let mayHoldName = false

/** 15 bytes behind `end` must be readable. */
export function lookAtSigns(start: usize, end: usize): void {
  let digitCount: u32 = 0
  let ats: u32 = 0
  let capitals: u32 = 0
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(at)
    const valid: u32 = (1 << (<u32>min<usize>(16, end - at))) - 1
    const isOfDigits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10))
    const isOfCapitals = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26))
    digitCount += popcnt(<u32>i8x16.bitmask(isOfDigits) & valid)
    ats |= <u32>i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x40))) & valid
    capitals |= <u32>i8x16.bitmask(v128.or(isOfCapitals, bytes)) & valid
  }
  mayHoldIdentifier = ats !== 0 || digitCount >= fewestDigits
  mayHoldName = capitals !== 0
}
