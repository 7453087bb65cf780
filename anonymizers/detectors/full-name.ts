import { isFirstName, isLastName } from './known-names.ts'
import { defineValueDetector } from './value-detector.ts'

export default defineValueDetector({
  kind: 'full_name',
  describe: 'A first name and a surname in either order, by lists of both.',
  recognise: (value) => {
    const text = value
      .trim()
      .replace(/^(?:mr|mrs|ms|dr|pan|pani|herr|frau|mme|sig|sr|sra)\.?\s+/i, '')
    const words = text.split(/,?\s+/)
    if (words.length < 2 || words.length > 4) return 0
    if (!words.every((word) => /^\p{Lu}[\p{L}'’.-]*$/u.test(word))) return 0
    const [start = '', end = ''] = [words[0], words.at(-1)]
    const surname = (word: string) => word.split('-').some(isLastName)
    if ((isFirstName(start) && surname(end)) || (isFirstName(end) && surname(start))) return 0.85
    return isFirstName(start) && end.length > 2 ? 0.5 : 0
  },
  whole: ['Anna Kowalska', 'Kowalski Jan', 'Kowalski, Jan', 'Pani Anna Zięba', 'JAN KOWALSKI'],
  foreign: ['Anna', 'Czapka Zimowa', 'anna kowalska', 'New Order 7'],
})
