import { seededRandom, type Random } from 'poligon'

/**
 * A stream of its own for every `part` (a name) and `index`, so that the n-th person, product or
 * order is the same whatever the size of the whole.
 */
export function randomOf(seed: number, part: string, index = 0): Random {
  let mixed = seed | 0
  for (const character of part)
    mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return seededRandom(Math.imul(mixed, 0x5bd1e995) ^ Math.imul(index + 1, 0x9e3779b1))
}
