import { toLower } from './letters.ts'

/** A value as conditions compare it: blanks at the end do not count. */
export function withoutPadding(value: Uint8Array): Uint8Array {
  let end = value.length
  while (end > 0 && value[end - 1] === 0x20) end--
  return end === value.length ? value : value.subarray(0, end)
}

/** The same where case does not count either. */
export function lowerCase(value: Uint8Array): Uint8Array {
  const lower = Uint8Array.from(withoutPadding(value))
  toLower(lower)
  return lower
}
