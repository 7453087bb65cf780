import { randomBytes } from 'node:crypto'

/** Secret numbers of one run: fingerprints of two runs have nothing in common. They are never stored. */
export interface LedgerKey {
  readonly words: readonly [number, number]
  readonly seeds: readonly [number, number]
  readonly numbers: readonly [number, number]
}

export function freshLedgerKey(): LedgerKey {
  const drawn = new Int32Array(randomBytes(24).buffer.slice(0, 24))
  const word = (i: number) => drawn[i] as number
  return {
    words: [word(0) | 1, word(1) | 1],
    seeds: [word(2), word(3)],
    numbers: [word(4), word(5)],
  }
}

/** Longer values are known by so many words that they begin with. */
export const mostWords = 8

/** Digits of the numbers that are known by their digits alone, whatever stands between them. */
export const fewestDigits = 8
export const mostDigits = 28

/** For each byte of ASCII: itself in lower case where words are made of it, else 0. */
const wordByte = Uint8Array.from({ length: 128 }, (_, code) =>
  /[0-9A-Za-z]/.test(String.fromCharCode(code)) ? (code >= 65 && code <= 90 ? code + 32 : code) : 0,
)

/** Bytes that base 64 is written in. */
const packedByte = Uint8Array.from({ length: 128 }, (_, code) =>
  /[0-9A-Za-z+/_-]/.test(String.fromCharCode(code)) ? 1 : 0,
)

/** What people put between the digits of one number. */
const inNumbers = Uint8Array.from({ length: 128 }, (_, code) =>
  ' .-()/+'.includes(String.fromCharCode(code)) ? 1 : 0,
)

/**
 * The words of a text and the numbers in it, as fingerprints: words are runs of letters and digits in
 * lower case, so that the same words are found inside JSON, XML, addresses of the web and sentences.
 * One object is filled again and again.
 */
export class WordScan {
  /** Of the text that was read last. */
  count = 0
  /** Two words of hash for each word. */
  first = new Int32Array(256)
  second = new Int32Array(256)
  /** Where words start and end, in bytes. */
  from = new Int32Array(256)
  to = new Int32Array(256)
  /** For each word the number of digits that it ends in, when at most three letters stand before; else 0. */
  digits = new Uint8Array(256)
  /** The longest run of what base 64 and hexadecimal numbers are written in. */
  longestRun = 0
  /** It has a byte that begins an escape: a backslash, `%`, `&`, `=` or a line break. */
  escaped = false
  readonly #key: LedgerKey

  constructor(key: LedgerKey) {
    this.#key = key
  }

  /** @param bytes - folded; see fold.ts. */
  read(bytes: Uint8Array): void {
    const [m1, m2] = this.#key.words
    const [s1, s2] = this.#key.seeds
    const end = bytes.length
    let count = 0
    let run = 0
    let longest = 0
    let escaped = false
    let at = 0
    while (at < end) {
      let code = bytes[at] as number
      if (code < 0x80 && wordByte[code] === 0) {
        if (packedByte[code] === 1) run++
        else {
          if (run > longest) longest = run
          run = 0
          if (code === 0x5c || code === 0x25 || code === 0x26 || code === 0x3d || code === 10)
            escaped = true
        }
        at++
        continue
      }
      const start = at
      let a = s1
      let b = s2
      let letters = 0
      let figures = 0
      while (at < end) {
        code = bytes[at] as number
        if (code < 0x80) {
          const low = wordByte[code] as number
          if (low === 0) break
          run++
          at++
          if (low < 0x3a) figures++
          else {
            letters += figures + 1
            figures = 0
          }
          a = Math.imul(a ^ low, m1)
          b = Math.imul(b ^ low, m2)
          a ^= a >>> 15
          b ^= b >>> 13
          continue
        }
        if (run > longest) longest = run
        run = 0
        letters += figures + 1
        figures = 0
        a = Math.imul(a ^ code, m1)
        b = Math.imul(b ^ code, m2)
        at++
        a ^= a >>> 15
        b ^= b >>> 13
      }
      // What stands behind a plus in the name of a mailbox is its owner's affair.
      if (count > 0 && bytes[start - 1] === 0x2b && bytes[at] === 0x40) continue
      if (count === this.first.length) this.#grow()
      this.first[count] = a
      this.second[count] = b
      this.from[count] = start
      this.to[count] = at
      this.digits[count] = letters <= 3 && figures > 0 ? Math.min(figures, 255) : 0
      count++
    }
    if (run > longest) longest = run
    this.count = count
    this.longestRun = longest
    this.escaped = escaped
  }

  /**
   * Whether the digits of the word go on in the next one: nothing but what people put into numbers is
   * between them, and the next has digits alone.
   */
  goesOn(bytes: Uint8Array, word: number): boolean {
    const next = word + 1
    if (next >= this.count || this.digits[word] === 0) return false
    const from = this.to[word] as number
    const to = this.from[next] as number
    if (to - from > 2 || this.digits[next] !== (this.to[next] as number) - to) return false
    for (let at = from; at < to; at++) if (inNumbers[bytes[at] as number] !== 1) return false
    return true
  }

  /** Whether a date begins, as databases write it: no number is written so, and fields are full of them. */
  isDate(bytes: Uint8Array, word: number): boolean {
    const from = this.from[word] as number
    const is = (at: number, start: number, digits: number) =>
      this.from[at] === start && this.to[at] === start + digits && this.digits[at] === digits
    return (
      word + 2 < this.count &&
      is(word, from, 4) &&
      is(word + 1, from + 5, 2) &&
      is(word + 2, from + 8, 2) &&
      bytes[from + 4] === 0x2d &&
      bytes[from + 7] === 0x2d
    )
  }

  #grow(): void {
    const size = this.first.length * 2
    const grown = <T extends Int32Array | Uint8Array>(old: T, fresh: T): T => {
      fresh.set(old)
      return fresh
    }
    this.first = grown(this.first, new Int32Array(size))
    this.second = grown(this.second, new Int32Array(size))
    this.from = grown(this.from, new Int32Array(size))
    this.to = grown(this.to, new Int32Array(size))
    this.digits = grown(this.digits, new Uint8Array(size))
  }
}

/** The last step of every fingerprint, after murmur3 (Appleby): each bit depends on all. */
export function mixed(word: number): number {
  let h = word
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}
