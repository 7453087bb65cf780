import { kindOfName, kindsOf } from '../kernel/names/name-image.ts'
import { plain } from './plain-letters.ts'

/** Whether people of some European country are called so; case and accents do not matter. */
export const isFirstName = (word: string): boolean => (kinds(word) & kindOfName.first) !== 0

export const isLastName = (word: string): boolean => (kinds(word) & kindOfName.last) !== 0

const kinds = (word: string) => kindsOf(Buffer.from(plain(word)))
