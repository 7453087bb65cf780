import { nearestIn } from './nearest.ts'
import { singleByteOf, type SingleByte } from './single-byte.ts'
import { twoBytesOf } from './two-bytes.ts'

/** A character set other than UTF-8. */
export interface Charset {
  /** Characters below 128 are other bytes than in ASCII. */
  readonly isWide?: true
  /** Undefined when `bytes` are no text of it. */
  readonly decode: (bytes: Uint8Array) => string | undefined
  /** A character that it lacks becomes the nearest one that it has, and never more than one. */
  readonly encode: (text: string) => Buffer
}

/**
 * How a character set is made. `decoder`: the name that TextDecoder has for it (WHATWG Encoding Standard).
 */
export type CharsetForm =
  | SingleByte
  /** Of one or more bytes a character. */
  | { readonly kind: 'two-bytes'; readonly decoder: string }

const made = new Map<CharsetForm, Charset>()

export function charsetOf(form: CharsetForm): Charset {
  const known = made.get(form)
  if (known) return known
  const { decode, codes } = form.kind === 'two-bytes' ? twoBytesOf(form) : singleByteOf(form)
  const has = (character: string) => ascii.test(character) || codes.has(character)
  const charset: Charset = {
    decode,
    encode(text) {
      const bytes: number[] = []
      for (const character of text) {
        const written = has(character) ? character : nearestIn(character, has)
        const code = codes.get(written) ?? written.charCodeAt(0)
        for (let above = 24; above > 0; above -= 8)
          if (code >= 2 ** above) bytes.push((code >>> above) & 0xff)
        bytes.push(code & 0xff)
      }
      return Buffer.from(bytes)
    },
  }
  made.set(form, charset)
  return charset
}

// oxlint-disable-next-line no-control-regex -- all of ASCII
const ascii = /^[\0-\x7f]$/

export const isAscii = (bytes: Uint8Array): boolean => {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) >= 0x80) return false
  return true
}
