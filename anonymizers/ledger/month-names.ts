/**
 * Names of months as dates have them, in English, Polish, German, French, Spanish, Italian and Czech, also short
 * ones, and in Roman numbers: in lower case and without marks, see ./fold.ts.
 */
const names: readonly string[] = [
  'i january januar jan stycznia styczen sty janvier janv enero ene gennaio gen ledna leden',
  'ii february februar feb lutego luty lut fevrier fevr febrero febbraio unora unor',
  'iii march mar marca marzec marz mars marzo brezna brezen',
  'iv april apr kwietnia kwiecien kwi avril avr abril abr aprile dubna duben',
  'v may maja maj mai mayo maggio mag kvetna kveten',
  'vi june jun czerwca czerwiec cze juni juin junio giugno giu cervna cerven',
  'vii july jul lipca lipiec lip juli juillet juil julio luglio lug cervence cervenec',
  'viii august aug sierpnia sierpien sie aout agosto ago srpna srpen',
  'ix september sept sep wrzesnia wrzesien wrz septembre septiembre settembre set zari',
  'x october oct pazdziernika pazdziernik paz oktober okt octobre octubre ottobre ott rijna rijen',
  'xi november nov listopada listopad lis novembre noviembre',
  'xii december dec grudnia grudzien gru dezember dez decembre diciembre dic dicembre prosince prosinec',
]

/** From 1. */
export const monthNumbers: ReadonlyMap<string, number> = new Map(
  names.flatMap((line, i) => line.split(' ').map((name) => [name, i + 1] as const)),
)
