import type { PersonaField } from '../programs/render-program.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { SubjectWords } from './keyed-hash.ts'
import type { PersonaWords } from './persona-words.ts'
import { appendWord, standsIn, wordOf, type Spelling, type WordTable } from './word-table.ts'

/** 0 for women, 1 for men: the order of the word lists. */
export type Gender = 0 | 1

/** Numbers of the draws. A persona's field is always drawn with the same one. */
const draws = {
  gender: 1,
  firstName: 2,
  lastName: 3,
  street: 4,
  houseNumber: 5,
  town: 6,
  postcode: 7,
  company: 8,
} as const

/**
 * 32 bits for one draw of a persona: the subject's 128 bits, which are themselves keyed and uniform,
 * run through the finaliser of MurmurHash3 word by word. No secret is at stake here any more.
 */
function draw({ w0, w1, w2, w3 }: SubjectWords, number: number, attempt: number): number {
  let h = Math.imul(number, 0x9e3779b1) ^ Math.imul(attempt, 0x85ebca77)
  h = finish(h ^ w0)
  h = finish(h ^ w1)
  h = finish(h ^ w2)
  return finish(h ^ w3) >>> 0
}

function finish(x: number): number {
  let h = x
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

const below = (word: number, bound: number) => Math.floor((word / 0x1_0000_0000) * bound)

export const genderOf = (subject: SubjectWords): Gender =>
  (draw(subject, draws.gender, 0) >>> 31) as Gender

const digits = '0123456789'
/** Royal Mail: C, I, K, M, O and V do not stand in the inward part. */
const postcodeLetters = 'ABDEFGHJLNPQRSTUWXYZ'

/** More draws than any word list needs; whoever gets here meets a list of one word. */
const mostDraws = 64

/**
 * Writes the fields of personas. The same subject gives the same word everywhere, but for one rule: a
 * word that stands in the input is passed over, in every field and column alike, so that no original
 * name survives by chance and fields still agree (`Anna` → Ewa, `Anna Nowak` → Ewa Zielińska).
 */
export class PersonaWriter {
  readonly words: PersonaWords
  #subject: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  #attempt = 0
  #input: Uint8Array = new Uint8Array(0)
  #inputLength = 0

  constructor(words: PersonaWords) {
    this.words = words
  }

  /** `input`: what is masked, in lower case; `attempt` numbers the draws of one value. */
  start(subject: SubjectWords, input: ByteWriter, attempt: number): void {
    this.#subject = subject
    this.#input = input.bytes
    this.#inputLength = input.length
    this.#attempt = attempt
  }

  append(field: PersonaField, spelling: Spelling, gender: Gender, out: ByteWriter): void {
    const words = this.words
    switch (field) {
      case 'firstName':
        return this.#appendFrom(words.firstNames[gender], draws.firstName, spelling, out)
      case 'lastName':
        return this.#appendFrom(words.lastNames[gender], draws.lastName, spelling, out)
      case 'street':
        return this.#appendFrom(words.streets, draws.street, spelling, out)
      case 'company':
        return this.#appendFrom(words.companies, draws.company, spelling, out)
      case 'city':
        return appendWord(words.towns, spelling, this.#town(), out)
      case 'region':
        return appendWord(words.regions, spelling, this.#region(), out)
      case 'regionCode':
        return appendWord(words.regionCodes, 'plain', this.#region(), out)
      case 'postcode':
        return this.#appendPostcode(out)
      case 'houseNumber':
        return this.#appendHouseNumber(out)
    }
  }

  #appendFrom(table: WordTable, number: number, spelling: Spelling, out: ByteWriter): void {
    let index = 0
    for (let attempt = this.#attempt; attempt < this.#attempt + mostDraws; attempt++) {
      index = wordOf(table, below(draw(this.#subject, number, attempt), table.draws))
      if (!this.#isInInput(table, index)) break
    }
    appendWord(table, spelling, index, out)
  }

  #isInInput(table: WordTable, index: number): boolean {
    return standsIn(table, index, this.#input, this.#inputLength)
  }

  /** Neither the town of the input nor, where the input is a postcode, one in whose area it lies. */
  #town(form?: string): number {
    const { towns } = this.words
    let index = 0
    for (let attempt = this.#attempt; attempt < this.#attempt + mostDraws; attempt++) {
      index = below(draw(this.#subject, draws.town, attempt), towns.draws)
      const lies = form === undefined ? this.#liesIn(index) : this.#isAreaOf(index, form)
      if (!this.#isInInput(towns, index) && !lies) break
    }
    return index
  }

  #region(): number {
    return this.words.townRegions[this.#town()] ?? 0
  }

  #liesIn(town: number): boolean {
    const length = this.#inputLength
    if (length < 5 || length > 6) return false
    const dash = length - 5
    const { areas, areaStarts } = this.words
    for (let area = areaStarts[town] as number; area < (areaStarts[town + 1] as number); area++) {
      const digits = areas[area * 4] as number
      let same = 0
      while (
        same < digits &&
        areas[area * 4 + 1 + same] === this.#input[same < 2 ? same : same + dash]
      )
        same++
      if (same === digits) return true
    }
    return false
  }

  #appendPostcode(out: ByteWriter): void {
    const { areas, areaStarts } = this.words
    const town = this.#town()
    const first = areaStarts[town] as number
    const count = (areaStarts[town + 1] as number) - first
    if (count === 0) return
    const word = draw(this.#subject, draws.postcode, this.#attempt)
    const at = (first + below(word, count)) * 4
    const digits = areas[at] as number
    out.copy(areas, at + 1, at + 3)
    out.byte(0x2d)
    out.copy(areas, at + 3, at + 1 + digits)
    const places = 5 - digits
    out.decimal((finish(word) >>> 0) % 10 ** places, places)
  }

  /** A postcode of the town in the form of a locale: `NNN NN`. */
  appendPostcode(form: string, out: ByteWriter): void {
    const { areas, areaStarts } = this.words
    const town = this.#town(form)
    const first = areaStarts[town] as number
    const count = (areaStarts[town + 1] as number) - first
    const word = draw(this.#subject, draws.postcode, this.#attempt)
    const at = (first + below(word, count)) * 4
    let ofArea = areas[at] as number
    let rest = finish(word) >>> 0
    for (const sign of form) {
      if (!/[NAX]/.test(sign)) out.byte(sign.charCodeAt(0))
      else if (ofArea > 0) out.byte(areas[at + 1 + (areas[at] as number) - ofArea--] as number)
      else {
        const signs = sign === 'A' ? postcodeLetters : digits
        out.byte(signs.charCodeAt(rest % signs.length))
        rest = finish(rest ^ 0x9e3779b1) >>> 0
      }
    }
  }

  /** Whether the input is a postcode of that form, and begins as one of the town does. */
  #isAreaOf(town: number, form: string): boolean {
    const { areas, areaStarts } = this.words
    const written = Buffer.from(this.#input.subarray(0, this.#inputLength))
      .toString('latin1')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
    if (written.length !== form.replace(/[^NAX]/g, '').length) return false
    for (let area = areaStarts[town] as number; area < (areaStarts[town + 1] as number); area++) {
      const begins = areas.subarray(area * 4 + 1, area * 4 + 1 + (areas[area * 4] as number))
      if (written.startsWith(Buffer.from(begins).toString('latin1'))) return true
    }
    return false
  }

  #appendHouseNumber(out: ByteWriter): void {
    const word = draw(this.#subject, draws.houseNumber, this.#attempt)
    out.decimal(1 + (word % 120))
    const kind = word >>> 28
    if (kind < 3) out.byte(0x61 + kind)
    else if (kind < 8) {
      out.byte(0x2f)
      out.decimal(1 + ((word >>> 16) % 60))
    }
  }
}
