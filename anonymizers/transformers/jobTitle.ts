import { z } from 'zod'
import polish from '../locales/pl.ts'
import { needsAscii, refuse } from '../fit.ts'
import { toAscii } from '../kernel/letters.ts'
import { say } from '../../core/redacted.ts'
import { defineTransformer } from '../transformer.ts'

/** Polish titles that people of either gender bear, in the form that job adverts use. */
const titles = `
Analityk danych|Analityk biznesowy|Asystent biura|Audytor wewnętrzny|Brygadzista|Doradca klienta|Dyrektor handlowy|Dyrektor finansowy|Dyrektor operacyjny
Elektryk|Grafik komputerowy|Handlowiec|Inspektor jakości|Inżynier produkcji|Inżynier sprzedaży|Kierownik biura|Kierownik działu|Kierownik magazynu
Kierownik produkcji|Kierownik projektu|Kierownik sklepu|Kierownik zmiany|Konsultant|Koordynator dostaw|Kosztorysant|Księgowy|Logistyk|Magazynier
Mechanik|Menedżer produktu|Monter|Operator maszyn|Planista produkcji|Pracownik biurowy|Prezes zarządu|Programista|Projektant|Przedstawiciel handlowy
Referent|Rzecznik prasowy|Sekretarz|Serwisant|Specjalista ds. eksportu|Specjalista ds. jakości|Specjalista ds. kadr|Specjalista ds. logistyki
Specjalista ds. marketingu|Specjalista ds. obsługi klienta|Specjalista ds. płac|Specjalista ds. reklamacji|Specjalista ds. sprzedaży|Specjalista ds. zakupów
Spedytor|Sprzedawca|Technik|Technolog|Tester oprogramowania|Tłumacz|Zaopatrzeniowiec|Zastępca dyrektora|Administrator systemów|Członek zarządu
Główny księgowy|Kontroler finansowy|Kupiec|Merchandiser|Operator wózka widłowego|Prokurent|Radca prawny|Recepcjonista|Starszy specjalista|Ślusarz`
  .trim()
  .split(/[\n|]/)

/** A title as companies give them; with a persona of the row, one for each person. */
export default defineTransformer({
  name: 'jobTitle',
  describe: 'Replaces a job title by a common one.',
  kinds: ['job_title', 'position'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [{ input: 'Wiceminister', matches: /^\p{Lu}[\p{L}. ]+$/u }],
  compile(_params, column, locale = polish) {
    const all = locale === polish ? titles : locale.jobTitles
    const fitting = all.filter(({ length }) => length <= (column.maxLength ?? Infinity))
    if (fitting.length < 2)
      throw refuse('jobTitle', column, say`no title fits`, say`Drop the value.`)
    return {
      op: 'render',
      subject: { domain: 'jobTitle', canonical: 'name' },
      pieces: [
        { piece: 'one-of', texts: needsAscii(column, locale) ? fitting.map(toAscii) : fitting },
      ],
      case: 'follow',
    }
  },
})
