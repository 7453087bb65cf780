import { plain } from './plain-letters.ts'
import { defineValueDetector } from './value-detector.ts'

/** What people are at work, in the languages of the scan's dictionary; whole words, and beginnings before a star. */
const words =
  `manager director officer engineer consultant assistant accountant buyer salesman saleswoman developer technician
  analyst designer supervisor coordinator specialist administrator secretary representative clerk cashier warehouseman
  owner founder ceo cfo cto coo president nurse teacher lawyer driver electrician plumber
  kierowni* dyrektor* specjalist* ksiegow* prezes wlasciciel* handlowiec sprzedawc* sekretar* pracowni* magazynier*
  kierowc* mistrz brygadzist* technolog inzynier* informatyk programist* doradc* asystent* nauczyciel* pielegniar*
  lekar* kadrow* zaopatrzeniowiec przedstawiciel* konsultant* koordynator* analityk
  geschaftsfuhr* abteilungsleit* einkaufsleit* vertriebsleit* einkauf* vertrieb* sachbearbeit* buchhalt* ingenieur*
  entwickl* assistent* leiter leiterin verkauf* inhaber* prokurist* lagerist* monteur* techniker* sekretarin
  directeur directrice responsable gerant gerante comptable acheteur acheteuse assistante commercial commerciale
  ingenieur technicien technicienne vendeur vendeuse chef cadre secretaire
  gerente jefe jefa encargado encargada contable comprador compradora vendedor vendedora tecnico tecnica ingeniero
  ingeniera administrativo administrativa propietario propietaria comercial
  responsabile direttore direttrice impiegato impiegata contabile titolare venditore magazziniere ingegnere tecnico
  ragioniere amministratore segretaria addetto addetta
  reditel* vedouci ucetni obchodnik nakupci skladnik jednatel* majitel* technik prodavac* asistent*`
    .trim()
    .split(/\s+/)
const whole = new Set(words.filter((word) => !word.endsWith('*')))
const starts = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))

export default defineValueDetector({
  kind: 'job',
  describe: 'Positions that people hold, by words of seven languages for them.',
  recognise: (value) => {
    const text = value.trim()
    if (text.length > 80 || !/^\p{L}[\p{L} .,'’/&()-]+$/u.test(text)) return 0
    const parts = plain(text).split(/[^a-z]+/)
    if (parts.length > 7) return 0
    return parts.some((part) => whole.has(part) || starts.some((start) => part.startsWith(start)))
      ? 0.6
      : 0
  },
  whole: [
    'Kierownik sprzedaży',
    'Główna księgowa',
    'Sales Manager',
    'Geschäftsführerin',
    'Responsable achats',
    'Jefe de compras',
    'Vedoucí skladu',
  ],
  foreign: ['Anna Kowalska', 'Kraków', 'Lampka biurkowa', 'XL', '12 managers of 7'],
})
