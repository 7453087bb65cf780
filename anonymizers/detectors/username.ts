import { isFirstName, isLastName } from './known-names.ts'
import { defineValueDetector } from './value-detector.ts'

/** A surname of which an initial may have been cut off in front. */
const isSurname = (word: string): boolean => word.length >= 4 && isLastName(word)

export default defineValueDetector({
  kind: 'username',
  describe:
    'Logins made of names: an initial and a surname, both names, one with a number (akowalska, jan.nowak, zieba77).',
  recognise: (value) => {
    const text = value.trim()
    if (!/^[a-z][a-z0-9]*(?:[._-][a-z0-9]+){0,2}$/.test(text) || text.length > 40) return 0
    const parts = text
      .replaceAll(/\d/g, ' ')
      .split(/[^a-z]+/)
      .filter((part) => part !== '')
    const numbered = /\d$/.test(text)
    const [first = '', second] = parts
    if (second !== undefined) {
      const named = parts.filter((part) => isFirstName(part) || isSurname(part)).length
      if (named >= 2) return 0.8
      return parts.length === 2 && named === 1 && parts.some((part) => part.length === 1) ? 0.7 : 0
    }
    if (isSurname(first.slice(1)) && first.length >= 6) return 0.5
    return numbered && first.length >= 4 && (isFirstName(first) || isSurname(first)) ? 0.6 : 0
  },
  whole: ['akowalska', 'jan.nowak', 'zieba77', 'j_kowalski', 'anna1985'],
  foreign: ['processing', 'about-us', 'anna', 'Jan Nowak', 'x1', 'sku-1234', 'en-us'],
})
