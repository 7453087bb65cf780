import { isFirstName, isLastName } from './known-names.ts'
import { defineValueDetector } from './value-detector.ts'

export default defineValueDetector({
  kind: 'last_name',
  describe: 'Surnames of European countries, by a list of them.',
  recognise: (value) => {
    const words = value.trim().split(/[\s-]+/)
    if (words.length > 3 || !words.every((word) => /^\p{Lu}[\p{L}'’]+$/u.test(word))) return 0
    if (!words.every(isLastName)) return 0
    return words.some(isFirstName) ? 0.3 : 0.6
  },
  whole: ['Kowalski', 'KOWALSKA', 'Zięba'],
  foreign: ['kowalski', 'Xyzzy', 'Kowalski 7', 'XL'],
})
