import { defineValueDetector } from './value-detector.ts'

const forms =
  /(?:^|[\s,(])(?:sp\.? ?z ?o\.? ?o|sp\.? ?[jkp]|s\.? ?a|s\.? ?c|p\.?h\.?u|gmbh(?: & co\.? kg)?|ag|kg|ohg|e\.? ?k|ug|s\.?a\.?r\.?l|s\.?a\.?s(?:\.?u)?|eurl|snc|s\.?l(?:\.?u)?|s\.?r\.?l(?:\.?s)?|s\.?p\.?a|s\.? ?r\.? ?o|a\.? ?s|ltd|limited|inc|llc|plc|corp|b\.?v|n\.?v|oy|ab|aps|kft)\.?\)?$/iu

/** What names of firms begin with in seven languages, where no form stands at their end. */
const beginnings =
  /^(?:p\.?p?\.?h\.?u\.?|f\.?h\.?u\.?|firma|zak[łl]ad|hurtownia|przedsi[ęe]biorstwo|kancelaria|sp[óo][łl]dzielnia|fundacja|stowarzyszenie|apteka|gabinet|autohaus|b[äa]ckerei|metzgerei|kanzlei|ingenieurb[üu]ro|architekturb[üu]ro|steuerberatung|[ée]tablissements|ets|cabinet|boulangerie|pharmacie|garage|talleres|transportes|construcciones|comercial|farmacia|panader[íi]a|officine|officina|ditta|studio|azienda|farmacia|fratelli|f\.lli|pek[áa][řr]stv[íi]|autoservis|stavebniny)\.?\s+\p{L}/iu
/** In the middle or at the end: partners, and what they do. */
const partners =
  /\s(?:&|und|et|y|e)\s(?:co\.?|s[öo]hne|fils|hijos|figli|partners?|sons|associ[ée]s|asociados|associati)(?:\s|$|\.)|\s(?:consulting|group|holding|logistics|trading|solutions|services|company|enterprises|handel|serwis|transport)$/iu

export default defineValueDetector({
  kind: 'company',
  describe:
    'Names that end in a legal form (sp. z o.o., GmbH, S.A., Ltd, s.r.o.), or begin as firms do (Hurtownia, Autohaus, Talleres).',
  recognise: (value) => {
    const text = value.trim()
    if (text.length >= 100 || !/^\p{Lu}.{2}/u.test(text) || !/\s/.test(text)) return 0
    if (forms.test(text)) return 0.7
    return beginnings.test(text) || partners.test(text) ? 0.6 : 0
  },
  whole: [
    'Księgarnia Kot sp. z o.o.',
    'Beispiel Handels GmbH',
    'Exemple S.A.',
    'Sample Trading Ltd',
    'Ukázka s.r.o.',
    'Hurtownia Alfamet',
    'Autohaus Beispiel',
    'Talleres Ejemplo',
    'Example & Sons',
  ],
  foreign: ['GmbH', 'Kraków', 'a s', 'size: AG', 'Anna Nowak'],
})
