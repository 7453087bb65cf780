const letter = /[\p{L}_\u0080-\uffff]/u
const wordPart = /[\p{L}\p{N}_$\u0080-\uffff]/u

export const isSpace = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code === 32 || (code >= 9 && code <= 13)
}

export const isDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

export const startsWord = (text: string, at: number): boolean =>
  at < text.length && letter.test(text.charAt(at))

/** Position after the word that starts at `at`. */
export function wordEnd(text: string, at: number): number {
  let end = at + 1
  while (end < text.length && wordPart.test(text.charAt(end))) end++
  return end
}

/** Position after the number that starts at `at`: digits, a fraction, an exponent, or hexadecimal. */
export function numberEnd(text: string, at: number): number {
  const number = /0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/y
  number.lastIndex = at
  return number.test(text) ? number.lastIndex : at + 1
}

/** Position of the line end at or after `at`, or of the text's end. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/**
 * Reads what stands between two `quote` characters; a doubled one is one of them. With `backslash`,
 * `\x` is `x`, which is enough to find the end. Undefined when it is never closed.
 */
export function quotedText(
  text: string,
  open: number,
  quote: string,
  backslash: boolean,
): { text: string; to: number } | undefined {
  let value = ''
  let start = open + 1
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at)
    if (backslash && character === '\\') {
      value += text.slice(start, at)
      start = ++at
    } else if (character === quote) {
      value += text.slice(start, at)
      if (text.charAt(at + 1) !== quote) return { text: value, to: at + 1 }
      start = ++at
    }
  }
  return undefined
}
