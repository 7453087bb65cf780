import { plain } from '../detectors/plain-letters.ts'
import { usualLocale } from '../locales/registry.ts'
import type { FreeTextProgram } from '../programs/text-programs.ts'
import { countCharacters } from './letters.ts'
import { slotOf } from './name-gender.ts'
import { adjectivalEndings, caseEndings } from './names/base-forms.ts'
import { nameImage } from './names/name-image.ts'
import { ordinaryWords, titles } from './names/ordinary-words.ts'
import { genderEndings } from './names/recognise.ts'
import { wordsOf } from './persona-words.ts'
import type { WasmMemory } from './wasm-memory.ts'
import type { LaidOut, ProgramScope } from './wasm-programs.ts'
import { textOf } from './word-table.ts'

/** Texts with more words or parts, or with more to be masked in them, are left to JavaScript. */
const mostWords = 8192
const mostParts = 1024
const poolSize = 262_144
const longestText = 65_536

/** Lays out what assembly/text/ recognises names by. */
export function layOutText(memory: WasmMemory): number {
  const [words, slots] = layOutWordTable(memory)
  return memory.words([
    memory.bytes(nameImage()),
    memory.words(Array.from({ length: 0x180 }, (_, code) => plainLetter(code))),
    words,
    slots,
    layOutCaseEndings(memory),
    layOutList(memory, adjectivalEndings),
    layOutList(memory, genderEndings.woman),
    layOutList(memory, genderEndings.man),
    memory.reserve(mostWords * 24),
    mostWords,
    memory.reserve(mostParts * 24),
    mostParts,
    memory.reserve(poolSize + 64),
    poolSize,
    memory.reserve(longestText + 64),
    memory.reserve(poolSize + 64),
    poolSize,
  ])
}

/** How many bytes the letter has without its accent, and above that the bytes. */
function plainLetter(code: number): number {
  const [first = 0, second = 0] = Buffer.from(plain(String.fromCharCode(code)))
  return second === 0 ? 1 | (first << 8) : 2 | (first << 8) | (second << 16)
}

/** Slots by FNV-1a: a word's kinds (1: ordinary, 2: a title), its length and its bytes, or 0. */
function layOutWordTable(memory: WasmMemory): readonly [at: number, slots: number] {
  const all = [...new Set([...ordinaryWords, ...titles])]
  const slots = Array.from({ length: 4 * all.length }, () => 0)
  for (const word of all) {
    const bytes = Buffer.from(word)
    const kinds = (ordinaryWords.has(word) ? 1 : 0) | (titles.has(word) ? 2 : 0)
    let slot = slotOf(bytes, 0, bytes.length, slots.length)
    while (slots[slot] !== 0) slot = (slot + 1) % slots.length
    slots[slot] = memory.bytes(Buffer.concat([Buffer.of(kinds, bytes.length), bytes]))
  }
  return [memory.words(slots), slots.length]
}

const layOutList = (memory: WasmMemory, texts: readonly string[]) =>
  memory.words([texts.length, ...texts.flatMap((text) => memory.text(text))])

/** See assembly/text/base-forms.ts. */
function layOutCaseEndings(memory: WasmMemory): number {
  const lists = Array.from({ length: 256 }, () => 0)
  const byLastByte = Map.groupBy(caseEndings, ([ending]) => Buffer.from(ending).at(-1) ?? 0)
  for (const [byte, endings] of byLastByte) {
    const entries = endings.flatMap(([ending, ...bases]) => {
      const list = bases.flatMap((base) => [...memory.text(base), base.length])
      return [...memory.text(ending), ending.length, bases.length, memory.words(list)]
    })
    lists[byte] = memory.words([endings.length, ...entries])
  }
  return memory.words(lists)
}

const spellings = { plain: 0, ascii: 2 } as const

/** See assembly/text/row-names.ts. */
const mostColumns = 12

/** Lays the treatment of running text out for assembly/text/free-text.ts. */
export function layOutFreeText(
  program: FreeTextProgram,
  scope: ProgramScope,
  layOut: (inner: FreeTextProgram['email']) => LaidOut,
  subject: readonly [form: number, key: number, bits: number],
): LaidOut | undefined {
  const { memory, locale } = scope
  const { words, ofRow, ofPerson, maxLength } = program
  if (words !== 'replace' || ofPerson || (program.locale ?? usualLocale) !== locale)
    return undefined
  scope.needText()
  const columns = ofRow.flatMap(({ column, first, last }) => {
    const place = scope.place(column)
    return place === undefined
      ? []
      : [[place, first ? layOut(first).at : 0, last ? layOut(last).at : 0]]
  })
  if (columns.length > mostColumns || maxLength === 0) return undefined
  const { email, phone, nip, pesel, iban, firstName, lastName, fullName } = program
  const spelling = program.ascii ? 'ascii' : 'plain'
  const { sentences } = wordsOf(locale)
  const characters = Array.from({ length: sentences.count }, (_, i) => {
    const text = textOf(sentences, spelling, i)
    return countCharacters(text, 0, text.length)
  })
  const [form, key, bits] = subject
  const at = memory.words([
    20,
    form,
    key,
    bits,
    0,
    0,
    0,
    0,
    0,
    maxLength ?? 0,
    spellings[spelling],
    memory.words(characters),
    columns.length,
    1,
    0,
    0,
    // What becomes of a text with names of its row is not remembered.
    columns.length > 0 ? 1 : 0,
    memory.words(columns.flat()),
    ...[email, phone, nip, pesel, iban, firstName, lastName, fullName].map(
      (inner) => layOut(inner).at,
    ),
  ])
  return { at, most: mostAdded }
}

/** See assembly/text/free-text.ts. */
const mostAdded = 1024
