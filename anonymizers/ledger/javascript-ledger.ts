import { isTurned, type Leaf } from './leaves.ts'
import { Fingerprints, FirstWords } from './fingerprints.ts'
import { fold } from './fold.ts'
import { hiddenTexts } from './hidden-text.ts'
import { shortestRun } from './packed-text.ts'
import { signOf } from './spelled-signs.ts'
import { touchedMails } from './touched-mails.ts'
import type { Found, Ledger } from './ledger.ts'
import { mayBeCompressed } from './packings.ts'
import { Uncompressing } from './uncompressing.ts'
import {
  fewestDigits,
  freshLedgerKey,
  mixed,
  mostDigits,
  mostWords,
  WordScan,
  type LedgerKey,
} from './word-scan.ts'

/** Texts inside of texts inside of texts, and no deeper. */
const deepest = 6

/** Originals that are shorter are too much like other things. In bytes. */
const shortest = 6

/** The twin of {@link WasmLedger}, for `POLIGON_KERNEL=javascript`: the finds are the same, the fingerprints are not. */
export class JavaScriptLedger implements Ledger {
  readonly #key: LedgerKey = freshLedgerKey()
  readonly #words = new FirstWords()
  readonly #values = new Fingerprints()
  readonly #numbers = new Fingerprints()
  /** One for each level of texts inside of texts. */
  readonly #scans = Array.from({ length: deepest }, () => new WordScan(this.#key))

  /** By the number of digits: the chance of a number that means nothing to be one of the originals. */
  readonly #density = new Float64Array(mostDigits + 1)
  chance = 0
  unread = 0

  get count(): number {
    return this.#values.count + this.#numbers.count
  }

  exact(value: Uint8Array): number {
    if (value.length === 0) return 0
    const [m1, m2] = this.#key.words
    let a = this.#key.seeds[0]
    for (let i = 0; i < value.length; i++) {
      a = Math.imul(a ^ (value[i] as number), m1)
      a ^= a >>> 15
    }
    return mixed(Math.imul(a, m2)) || 1
  }

  takeAdded(): Int32Array<ArrayBuffer> {
    return new Int32Array(0)
  }

  seal(): void {}

  add(number: number, { form, kind }: Leaf, value: Uint8Array): void {
    if (value.length < shortest) return
    const scan = this.#scans[0] as WordScan
    const text = readable(scan, value)
    const { count } = scan
    if (count === 0) return
    if (form === 'number' && this.#addNumber(number, scan, text)) return
    if (!isTelling(scan, text, form)) return
    this.#addRun(
      number,
      Array.from({ length: Math.min(count, mostWords) }, (_, word) => word),
    )
    if (!isTurned(kind)) return
    if (count === 2) this.#addRun(number, [1, 0])
    if (count === 3)
      for (const turned of [
        [1, 2, 0],
        [2, 0, 1],
      ])
        this.#addRun(number, turned)
  }

  #addRun(number: number, words: readonly number[]): void {
    const scan = this.#scans[0] as WordScan
    let [a, b] = this.#key.numbers
    for (const word of words) {
      a = Math.imul(a ^ (scan.first[word] as number), 0x9e3779b1)
      b = Math.imul(b ^ (scan.second[word] as number), 0x85ebca77)
      a ^= a >>> 15
      b ^= b >>> 13
    }
    this.#words.add(scan.first[words[0] as number] as number, words.length)
    this.#values.add(mixed(a), mixed(b), number)
  }

  #addNumber(number: number, scan: WordScan, text: Uint8Array): boolean {
    let digits = ''
    for (let i = 0; i < scan.count; i++) {
      const to = scan.to[i] as number
      const from = to - (scan.digits[i] as number)
      for (let at = from; at < to; at++) digits += String.fromCharCode(text[at] as number)
    }
    if (/^(\d)\1*$/.test(digits)) return false
    const forms = new Set([
      digits,
      digits.replace(/^0+/, ''),
      digits.replace(/^(?:00)?48(?=\d{9}$)/, ''),
    ])
    if (/^\d{9}$/.test(digits)) forms.add(`48${digits}`)
    const usable = [...forms].filter(
      (form) => form.length >= fewestDigits && form.length <= mostDigits,
    )
    for (const form of usable) {
      let [a, b] = this.#key.seeds
      for (let i = 0; i < form.length; i++) {
        a = Math.imul(a ^ form.charCodeAt(i), 0x9e3779b1)
        b = Math.imul(b ^ form.charCodeAt(i), 0x85ebca77)
        a ^= a >>> 15
        b ^= b >>> 13
      }
      if (this.#numbers.add(mixed(a), mixed(b), number))
        this.#density[form.length] = (this.#density[form.length] as number) + 10 ** -form.length
    }
    return usable.length > 0
  }

  search(
    text: Uint8Array,
    found: Found,
    depth = 0,
    uncompressing = new Uncompressing(() => this.unread++),
  ): void {
    if (text.length < shortest || depth >= deepest) return
    const scan = this.#scans[depth] as WordScan
    const bytes = readable(scan, text)
    const { escaped, longestRun } = scan
    for (let word = 0; word < scan.count; word++) {
      const lengths = this.#words.lengths(scan.first[word] as number)
      if (lengths !== 0) {
        this.#searchWords(scan, word, lengths, found)
        this.#searchSpelled(scan, word, bytes, lengths, found)
      }
      if (scan.digits[word] !== 0 && !scan.isDate(bytes, word))
        this.#searchNumbers(scan, word, bytes, found)
    }
    const packed = longestRun >= shortestRun || mayBeCompressed(text)
    for (const inner of hiddenTexts(text, escaped, packed, uncompressing))
      this.search(inner, found, depth + 1, uncompressing)
    touchedMails(text, {
      begins: (mail) => {
        readable(scan, mail)
        return scan.count > 0 && this.#words.lengths(scan.first[0] as number) !== 0
      },
      whole: (mail) => {
        readable(scan, mail)
        const length = Math.min(scan.count, mostWords)
        if (length > 0) this.#searchWords(scan, 0, 1 << (length - 1), found)
      },
    })
  }

  #searchWords(scan: WordScan, start: number, lengths: number, found: Found): void {
    let [a, b] = this.#key.numbers
    const end = Math.min(scan.count, start + mostWords)
    for (let i = start; i < end; i++) {
      a = Math.imul(a ^ (scan.first[i] as number), 0x9e3779b1)
      b = Math.imul(b ^ (scan.second[i] as number), 0x85ebca77)
      a ^= a >>> 15
      b ^= b >>> 13
      const bit = 1 << (i - start)
      if ((lengths & bit) !== 0) {
        const leaf = this.#values.find(mixed(a), mixed(b))
        if (leaf !== 0) found(leaf)
      }
      if (lengths < bit * 2) return
    }
  }

  /**
   * As above, for addresses whose signs are words: `jan [at] x.pl`, `jan (at) x (dot) pl`. Behind the first word such
   * a word is passed over; one stands for `@`, and a dot or its word must come behind it.
   */
  #searchSpelled(
    scan: WordScan,
    start: number,
    bytes: Uint8Array,
    lengths: number,
    found: Found,
  ): void {
    // Of three words at least.
    if (lengths < 4) return
    let [a, b] = this.#key.numbers
    let bit = 1
    let [spelled, hasAt, hasDot] = [false, false, false]
    const end = Math.min(scan.count, start + 2 * mostWords)
    for (let word = start; word < end; word++) {
      const from = scan.from[word] as number
      if (word > start) {
        const between = bytes.subarray(scan.to[word - 1], from)
        const sign = signOf(bytes, from, scan.to[word] as number)
        const isAt = sign === 0x40 && !hasAt
        hasDot ||= hasAt && (sign === 0x2e || between.includes(0x2e))
        if (!spelled && word - start >= mostWords) return
        hasAt ||= isAt || between.includes(0x40)
        if (isAt || sign === 0x2e) {
          spelled = true
          continue
        }
      }
      a = Math.imul(a ^ (scan.first[word] as number), 0x9e3779b1)
      b = Math.imul(b ^ (scan.second[word] as number), 0x85ebca77)
      a ^= a >>> 15
      b ^= b >>> 13
      if (spelled && hasDot && (lengths & bit) !== 0) {
        const leaf = this.#values.find(mixed(a), mixed(b))
        if (leaf !== 0) found(leaf)
      }
      bit *= 2
      if (lengths < bit) return
    }
  }

  #searchNumbers(scan: WordScan, start: number, bytes: Uint8Array, found: Found): void {
    let [a, b] = this.#key.seeds
    let digits = 0
    for (let word = start; ; word++) {
      const to = scan.to[word] as number
      const from = to - (scan.digits[word] as number)
      digits += to - from
      if (digits > mostDigits) return
      for (let at = from; at < to; at++) {
        a = Math.imul(a ^ (bytes[at] as number), 0x9e3779b1)
        b = Math.imul(b ^ (bytes[at] as number), 0x85ebca77)
        a ^= a >>> 15
        b ^= b >>> 13
      }
      if (digits >= fewestDigits) {
        this.chance += this.#density[digits] as number
        const leaf = this.#numbers.find(mixed(a), mixed(b))
        if (leaf !== 0) found(leaf)
      }
      if (!scan.goesOn(bytes, word)) return
    }
  }
}

/** Reads the words of a text and gives what they were read in. */
function readable(scan: WordScan, text: Uint8Array): Uint8Array {
  const folded = text.every((code) => code < 0x80) ? text : fold(text)
  scan.read(folded)
  return folded
}

/** Whether the value can be told from what stands everywhere: a single short number cannot. */
function isTelling(scan: WordScan, text: Uint8Array, form: Leaf['form']): boolean {
  let length = 0
  let letters = false
  for (let i = 0; i < scan.count; i++) {
    length += (scan.to[i] as number) - (scan.from[i] as number)
    letters ||= scan.digits[i] !== (scan.to[i] as number) - (scan.from[i] as number)
  }
  if (letters) return length >= 4
  if (isAddress.test(Buffer.from(text).toString('latin1'))) return true
  return form === 'text' && scan.count > 1 && length >= 8
}

/** IPv4, or the beginning of IPv6: digits alone, and yet no number. */
const isAddress = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\d:]*::[\d:]*)$/
