import type { PermuteProgram, PermuteScheme } from '../programs/change-programs.ts'
import { layOutRange } from './wasm-phone.ts'
import type { LaidOut, ProgramScope } from './wasm-programs.ts'

/** Numbers that assembly/permute.ts knows these by; `iban` is left to JavaScript. */
const schemes: readonly PermuteScheme[] = ['id', 'nip', 'pesel', 'regon', 'phone', 'vat', 'layout']

/** See assembly/network.ts. */
const sizeOfFeistel = 80 + (19 + 256) * 224
/** For what the rounds add: as much as ids of nine digits and one layout of seven take. */
const sizeOfKnown = 4 * 1024 * 1024

/** Beside the bytes of the input: a number of eighteen digits, `+48`. */
const permuteMost = 24

export function layOutPermute(program: PermuteProgram, scope: ProgramScope): LaidOut | undefined {
  const { memory } = scope
  const { scheme, subject, range, digits = 9, most = Infinity, prefix = '', country = '' } = program
  const number = schemes.indexOf(scheme)
  if (number < 0) return undefined
  const words = [
    10,
    number,
    layOutFeistel(subject.domain, scope),
    digits,
    Number.isFinite(most) ? most : 0xffff_ffff,
    ...memory.text(prefix),
    country.length === 2 ? country.charCodeAt(0) | (country.charCodeAt(1) << 8) : 0,
    range ? layOutRange(range, memory) : 0,
  ]
  return { at: memory.words(words), most: permuteMost }
}

/** One for each domain. */
function layOutFeistel(domain: string, { memory, hash, keys }: ProgramScope): number {
  const purpose = `permute/${domain}`
  const known = keys.get(purpose)
  if (known !== undefined) return known
  const at = memory.zeros(sizeOfFeistel)
  const room = memory.zeros(sizeOfKnown)
  const states = hash.purpose(purpose).states.flatMap((state) => [...state])
  memory.put(at, [...states, room, room + sizeOfKnown])
  keys.set(purpose, at)
  return at
}
