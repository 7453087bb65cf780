import { isUtf8 } from 'node:buffer'
import { findIdentifiers, type IdentifierKind } from '../kernel/identifiers.ts'
import { wordsOf, type Word } from '../kernel/names/find-names.ts'
import { recognise } from '../kernel/names/recognise.ts'

/** A part of a definition that names somebody: `[from, to)` of its bytes. */
export interface PersonalPart {
  readonly kind: IdentifierKind | 'fullName'
  readonly from: number
  readonly to: number
}

/**
 * What names somebody in a definition. Code holds numbers and capitalised words of many kinds, so only what
 * is told from them counts: addresses, accounts, numbers that say what they are, and a first name beside a
 * surname. The values of an enumeration stay, because rows say them too.
 *
 * @param statement - in UTF-8.
 */
export function findPersonalParts(statement: Buffer): readonly PersonalPart[] {
  const listed = enumerationsIn(statement)
  const identifiers = findIdentifiers(statement).filter((one) => isTold(statement, one))
  return [...identifiers, ...fullNamesIn(statement)]
    .filter(({ from, to }) => !listed.some((list) => from < list.to && to > list.from))
    .toSorted((a, b) => a.from - b.from)
    .filter((part, i, all) => i === 0 || part.from >= (all[i - 1] as PersonalPart).to)
}

const enumeration = /\b(?:enum|set)\s*\(\s*(?:'(?:[^'\\]|''|\\.)*'[\s,]*)+\)/gi

/** Their places. Texts are read as latin1: a byte each. */
function enumerationsIn(statement: Buffer): readonly { from: number; to: number }[] {
  return [...statement.toString('latin1').matchAll(enumeration)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }))
}

/** NIP as it is printed. */
const printedNip = /^(?:PL ?)?(?:\d{3}-\d{3}-\d{2}-\d{2}|\d{3}-\d{2}-\d{2}-\d{3})$/

/** Bare digits are as likely a limit, a default or a date. */
function isTold(
  statement: Buffer,
  { kind, from, to }: { kind: IdentifierKind; from: number; to: number },
): boolean {
  if (kind === 'email' || kind === 'iban') return true
  const written = statement.toString('latin1', from, to)
  if (kind === 'phone') return written.startsWith('+')
  const before = statement.toString('latin1', Math.max(0, from - 12), from)
  return printedNip.test(written) || written.startsWith('PL') || /\b(?:nip|pesel)\W*$/i.test(before)
}

function fullNamesIn(statement: Buffer): readonly PersonalPart[] {
  if (!isUtf8(statement)) return []
  const text = statement.toString()
  const words = wordsOf(text)
  return words.flatMap((word, i): PersonalPart[] => {
    const next = words[i + 1]
    if (!next || !isFullName(word, next) || text.slice(word.to, next.from) !== ' ') return []
    const from = Buffer.byteLength(text.slice(0, word.from))
    return [
      { kind: 'fullName', from, to: from + Buffer.byteLength(text.slice(word.from, next.to)) },
    ]
  })
}

function isFullName(one: Word, next: Word): boolean {
  if (one.letters !== 'capital' || next.letters !== 'capital') return false
  const [a, b] = [recognise(one.lower), recognise(next.lower)]
  if (!a.asListed || !b.asListed) return false
  return (
    (a.first !== undefined && b.last !== undefined) ||
    (a.last !== undefined && b.first !== undefined)
  )
}
