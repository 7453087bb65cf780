import { isFirstName, isLastName } from './known-names.ts'
import { defineValueDetector } from './value-detector.ts'

export default defineValueDetector({
  kind: 'first_name',
  describe: 'First names of European countries, by a list of them.',
  recognise: (value) => {
    const words = value.trim().split(/[\s-]+/)
    if (words.length > 3 || !words.every((word) => /^\p{Lu}[\p{L}'’.]+$/u.test(word))) return 0
    if (!words.every(isFirstName)) return 0
    return words.length === 2 && isLastName(words[1] ?? '') ? 0.5 : 0.7
  },
  whole: ['Anna', 'JAN', 'Maria Anna', 'Jean-Pierre', 'Zdeněk'],
  foreign: ['Czapka', 'anna', 'Anna Kowalska', 'XL', 'Anna 7'],
})
