import { defineValueDetector } from './value-detector.ts'

const forms =
  /(?:^|[\s,(])(?:sp\.? ?z ?o\.? ?o|sp\.? ?[jkp]|s\.? ?a|s\.? ?c|p\.?h\.?u|gmbh(?: & co\.? kg)?|ag|kg|ohg|e\.? ?k|ug|s\.?a\.?r\.?l|s\.?a\.?s(?:\.?u)?|eurl|snc|s\.?l(?:\.?u)?|s\.?r\.?l(?:\.?s)?|s\.?p\.?a|s\.? ?r\.? ?o|a\.? ?s|ltd|limited|inc|llc|plc|corp|b\.?v|n\.?v|oy|ab|aps|kft)\.?\)?$/iu

export default defineValueDetector({
  kind: 'company',
  describe: 'Names that end in a legal form: sp. z o.o., GmbH, S.A., Ltd, s.r.o.',
  recognise: (value) => {
    const text = value.trim()
    return text.length < 100 && /^\p{Lu}.{2}/u.test(text) && /\s/.test(text) && forms.test(text)
      ? 0.7
      : 0
  },
  whole: [
    'Księgarnia Kot sp. z o.o.',
    'Beispiel Handels GmbH',
    'Exemple S.A.',
    'Sample Trading Ltd',
    'Ukázka s.r.o.',
  ],
  foreign: ['GmbH', 'Kraków', 'a s', 'size: AG', 'Anna Nowak'],
})
