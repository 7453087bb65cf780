import { defineValueDetector } from './value-detector.ts'

const streets =
  /(?:^|[\s,.])(?:ul|al|os|pl|ulica|aleja|osiedle|plac|street|st|road|rd|crescent|close|grove|gardens|hill|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|square|way|terrace|rue|impasse|chemin|quai|cours|route|all[ée]e|calle|c\/|ronda|carretera|camino|avenida|avda|plaza|paseo|via|viale|corso|largo|strada|piazza|vicolo|ulice|n[áa]m[ěe]st[íi]|t[řr][íi]da|weg|platz|gasse|allee|ufer|ring|damm|straat|laan)(?:[\s.,]|$)|(?:stra(?:ß|ss)e|str\.|weg|gasse|platz|allee|ufer|damm|straat|laan|gatan|vej)(?:\s|$)/iu

export default defineValueDetector({
  kind: 'street',
  describe: 'A street and a house number, by the words of eight languages for streets.',
  recognise: (value) => {
    const text = value.trim()
    if (text.length < 5 || text.length > 90 || /[<>{}=@]/.test(text)) return 0
    const numbered =
      /(?:^|[\s.,])\d{1,5}\s?[a-zA-Z]?(?:\s?[/-]\s?\d{1,4}[a-zA-Z]?)?(?:[\s,]|$)/u.test(text)
    return numbered && streets.test(text) && /^[\p{L}\p{N} .,'’/°()-]+$/u.test(text) ? 0.8 : 0
  },
  whole: [
    'ul. Kwiatowa 7/12',
    'St John Avenue 71',
    'Lange Straße 3a',
    '12 rue de la Paix',
    'Via Roma 5',
  ],
  foreign: ['Kwiatowa', 'iPhone 15', '2026-11-23', 'via email', 'Size 12', 'drive 3000 files <b>'],
})
