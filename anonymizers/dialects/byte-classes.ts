/** Bytes that the dialects look for. */
export const byte = {
  tab: 0x09,
  newline: 0x0a,
  return: 0x0d,
  space: 0x20,
  doubleQuote: 0x22,
  hash: 0x23,
  dollar: 0x24,
  quote: 0x27,
  open: 0x28,
  close: 0x29,
  star: 0x2a,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  semicolon: 0x3b,
  backslash: 0x5c,
  backtick: 0x60,
} as const

/** A table over all byte values: 1 where `belongs` holds. */
export function byteClass(belongs: (code: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (belongs(code) ? 1 : 0))
}

const inText = (text: string) => byteClass((code) => text.includes(String.fromCharCode(code)))

/** Space, tab, line ends, form feed and vertical tab. */
export const blankBytes = inText(' \t\n\r\f\v')

/** Bytes of an unquoted identifier; every byte of a character outside of ASCII is one. */
export const wordBytes = byteClass(
  (code) => code >= 0x80 || /[A-Za-z0-9_$]/.test(String.fromCharCode(code)),
)
