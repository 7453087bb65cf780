/** The twin of ../spelling.ts. */
import { input, inputLength, start } from './drawing.ts'
import { isAlphanumeric, isDigit } from './letters.ts'
import { moveTo, o } from './output.ts'

export function takeOverSeparators(): void {
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

export function spellPhone(): void {
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
