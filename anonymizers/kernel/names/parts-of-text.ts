import { isUtf8 } from 'node:buffer'
import { findIdentifiers, type IdentifierKind } from '../identifiers.ts'
import { findNames, wordsOf, type FoundName, type NamesOfRow } from './find-names.ts'
import { findSuspects } from './suspects.ts'
import type { WordCase } from './spelled.ts'

/** A part of a text that has a mask of its own, by its place in the bytes. */
export type TextPart = { readonly from: number; readonly to: number } & (
  | {
      readonly kind: IdentifierKind | 'first' | 'last' | 'full' | 'number'
      /** What is masked in its place. */
      readonly text?: string
      readonly column?: undefined
    }
  /** A name of the person of the row. */
  | {
      readonly kind: 'first' | 'last'
      readonly column: number
      readonly word: string
      readonly letters: WordCase
    }
)

/**
 * The parts of a text that name somebody, from left to right. `strict`: whatever may be a name or a number of
 * somebody is one, because all else stays.
 *
 * @returns undefined when the value is no text
 */
export function findParts(
  value: Uint8Array,
  ofRow: NamesOfRow,
  strict: boolean,
): readonly TextPart[] | undefined {
  const identifiers = findIdentifiers(value)
  if (!isUtf8(value)) return strict ? undefined : identifiers
  const parts: TextPart[] = []
  let at = 0
  for (const one of identifiers) {
    addNames(value, at, one.from, ofRow, strict, parts)
    parts.push(one)
    at = one.to
  }
  addNames(value, at, value.length, ofRow, strict, parts)
  return parts
}

function addNames(
  value: Uint8Array,
  from: number,
  to: number,
  ofRow: NamesOfRow,
  strict: boolean,
  parts: TextPart[],
): void {
  if (from >= to) return
  const text = Buffer.from(value.buffer, value.byteOffset + from, to - from).toString()
  if (!strict && ofRow.size === 0 && !/\p{Lu}/u.test(text)) return
  const words = wordsOf(text)
  const names = findNames(text, words, ofRow)
  const found = strict ? findSuspects(text, words, names) : names
  const isAscii = text.length === to - from
  let bytes = from
  let at = 0
  const byteAt = (place: number) => {
    bytes = isAscii ? from + place : bytes + Buffer.byteLength(text.slice(at, place))
    at = place
    return bytes
  }
  for (const one of found) {
    const start = byteAt(one.from)
    parts.push(partOf(one, start, byteAt(one.to)))
  }
}

function partOf({ name, letters }: FoundName, from: number, to: number): TextPart {
  return 'column' in name
    ? { from, to, kind: name.part, column: name.column, word: name.word, letters }
    : { from, to, kind: name.part, text: name.text }
}
