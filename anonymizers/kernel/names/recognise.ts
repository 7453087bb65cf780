import { isFirstName, isLastName } from '../../detectors/known-names.ts'
import { baseForms, baseOfAdjective } from './base-forms.ts'

/** What a word may be the name of; in lower case and, of an inflected one, in the first case. */
export interface Recognised {
  readonly first?: string
  readonly last?: string
  /** The word is of a list as it stands. */
  readonly asListed: boolean
}

const nobody: Recognised = { asListed: false }

/** How many words are remembered: what a text is made of comes again. */
const mostRemembered = 20_000

const remembered = new Map<string, Recognised>()

/** @param word in lower case */
export function recognise(word: string): Recognised {
  const known = remembered.get(word)
  if (known) return known
  const found = look(word)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(word, found)
  return found
}

function look(word: string): Recognised {
  if (word.length < 2) return nobody
  const isFirst = isFirstName(word)
  const isLast = isLastName(word)
  const forms = isFirst && isLast ? [] : baseForms(word)
  const first = isFirst ? word : forms.find(isFirstName)
  const last = isLast ? word : (baseOfAdjective(word) ?? forms.find(isLastName))
  if (first === undefined && last === undefined) return nobody
  return {
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
    asListed: isFirst || isLast,
  }
}

/** Endings of surnames that tell of a woman, and of a man. */
export const genderEndings = {
  woman: ['ska', 'cka', 'dzka', 'ova', 'ská', 'cká', 'dzká', 'ová'],
  man: ['ski', 'cki', 'dzki', 'ský', 'cký', 'dzký'],
} as const

/** Whether a surname is that of a woman; undefined where its form does not tell. */
export function isWomansForm(surname: string): boolean | undefined {
  const ends = (ending: string) => surname.endsWith(ending)
  if (genderEndings.woman.some(ends)) return true
  return genderEndings.man.some(ends) ? false : undefined
}

/** The first name that `word` is a case of, of the gender that the surname beside it has. */
export function firstNameBeside(word: string, surname: string): string | undefined {
  const { first } = recognise(word)
  const ofWoman = isWomansForm(surname)
  if (ofWoman === undefined) return first
  const fits = (name: string) => isFirstName(name) && name.endsWith('a') === ofWoman
  return [word, ...baseForms(word)].find(fits) ?? first
}
