import { detectors } from '../detectors/registry.ts'
import { nipPrefixes, regonPrefix, testCards, unassignedAreas } from '../harmless-ranges.ts'
import { isDigit, isLetter } from '../kernel/canonical.ts'
import { findIdentifiers } from '../kernel/identifiers.ts'
import type { Ledger } from './ledger.ts'
import { holdsAnything, type CollectingPlan, type Leaf, type LeafNumbers } from './leaves.ts'
import { partsOf } from './parts-of.ts'
import type { Prefixes } from './wasm-blocks.ts'

/** Remembers a value of a place in the policy, and what is inside of it. */
export function createValues(
  plan: CollectingPlan,
  ledger: Ledger,
): (numbers: LeafNumbers, value: Uint8Array) => void {
  const constants = [...plan.constants].map((text) => Buffer.from(text))
  const isConstant = (value: Uint8Array) =>
    constants.some((one) => one.length === value.length && one.equals(value))
  const add = (leaf: Leaf, numbers: LeafNumbers, value: Uint8Array) => {
    const number = isBare(leaf, value) ? numbers.bare : numbers.usual
    ledger.add(number, plan.leaves[number] as Leaf, value)
  }
  const addIdentifiers = ({ inside }: LeafNumbers, value: Uint8Array) => {
    for (const { kind, from, to } of findIdentifiers(value)) {
      const number = inside[kind]
      if (number !== undefined)
        ledger.add(number, plan.leaves[number] as Leaf, value.subarray(from, to))
    }
  }
  return (numbers, value) => {
    const leaf = plan.leaves[numbers.usual] as Leaf
    if (isConstant(value)) return
    add(leaf, numbers, value)
    if (!holdsAnything(leaf)) return
    addIdentifiers(numbers, value)
    for (const part of partsOf(textOf(value))) {
      const bytes = Buffer.from(part)
      add(leaf, numbers, bytes)
      addIdentifiers(numbers, bytes)
    }
  }
}

const cards = new Set(Object.values(testCards).flat())

/** Values of few bare words are like any others; numbers in test ranges are like masks. */
function isBare(leaf: Leaf, value: Uint8Array): boolean {
  const { kind, form } = leaf
  if (form === 'number') {
    const text = textOf(value)
    if (kind === 'card') return cards.has(text.replace(/\D/g, ''))
    if (kind === 'regon') return text.replace(/\D/g, '').startsWith(regonPrefix)
    return harmless[kind]?.(text) ?? false
  }
  const most = mostBareWords(leaf)
  return value.length < fewestBytes(leaf) || (most > 0 && hasFewWords(value, most))
}

/**
 * Values of fewer bytes are like any others. What is masked as a token is a secret or the number of a
 * document, and a number of few characters (`INV-001234`) that two tables have need not be one thing.
 */
export function fewestBytes(leaf: Leaf): number {
  return leaf.kind === 'token' ? 13 : 0
}

/** Values of no more words than that are like any others; 0: none is. */
export function mostBareWords(leaf: Leaf): number {
  if (leaf.form !== 'words') return 0
  return holdsAnything(leaf) ? 2 : leaf.grade === 'invented' || leaf.kind === 'username' ? 1 : 0
}

/** No digit, no address, and no more words than `most`. */
function hasFewWords(value: Uint8Array, most: number): boolean {
  let words = 0
  let inside = false
  for (let i = 0; i < value.length; i++) {
    const code = value[i] as number
    if (code === 0x40 || isDigit(code)) return false
    const letter = code >= 0x80 || isLetter(code)
    if (letter && !inside && ++words > most) return false
    inside = letter
  }
  return true
}

const harmless: Readonly<Record<string, (text: string) => boolean>> = Object.fromEntries(
  detectors.map((one) => [one.kind, (text: string) => one.harmless(text)]),
)

const thousand = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'))
const beginnings = (is: (begins: string) => boolean, country = false): Prefixes => ({
  country,
  begins: new Set(thousand.filter(is)),
})

/**
 * How all numbers begin that belong to nobody, by kind; others may begin so too. Kinds of number that are not
 * here are looked at one by one.
 */
export const nobodysNumbers: Readonly<Record<string, Prefixes>> = {
  phone: beginnings((begins) => unassignedAreas.includes(begins.slice(0, 2)), true),
  nip: beginnings((begins) => nipPrefixes.includes(begins)),
  regon: beginnings((begins) => begins.startsWith(regonPrefix)),
  pesel: beginnings((begins) => /^(?:\d\d[4-7]|0\d[89])/.test(begins)),
  iban: beginnings((begins) => begins.endsWith('0')),
  card: beginnings((begins) => [...cards].some((card) => card.startsWith(begins))),
}

/** Of a kind that nothing is known of. */
export const anyNumber: Prefixes = beginnings(() => true)

const textOf = (value: Uint8Array) =>
  Buffer.from(value.buffer, value.byteOffset, value.length).toString()
