import { isTown } from './known-towns.ts'
import { isFirstName, isLastName } from './known-names.ts'
import { defineValueDetector } from './value-detector.ts'

export default defineValueDetector({
  kind: 'city',
  describe: 'Towns of Europe, by a list of them (GeoNames).',
  recognise: (value) => {
    const text = value.trim().replace(/\s*(?:\(.{1,30}\)|\d{1,2}|cedex(?: \d{1,2})?)$/i, '')
    if (text.length < 2 || text.length > 50 || !/^\p{Lu}[\p{L}'’. /()-]+$/u.test(text)) return 0
    if (!isTown(text)) return 0
    return isFirstName(text) || isLastName(text) ? 0.5 : 0.7
  },
  whole: ['Kraków', 'BRNO', 'Frankfurt am Main', 'Paris 12', 'Bielsko-Biała', 'Reggio Calabria'],
  foreign: ['kraków', 'Czapka Zimowa', 'XL', 'Anna Kowalska', '30-001 Kraków'],
})
