/** Everything the report says, English and Polish side by side. */
export const words = {
  report: ['Test report', 'Raport z testów'],
  contents: ['Contents', 'Spis treści'],
  skipToContent: ['Skip to content', 'Przejdź do treści'],
  madeBy: ['Made by Poligon', 'Raport przygotował Poligon'],
  privacy: [
    'It was made on masked data. Treat it as pseudonymised all the same: keep it within the team.',
    'Powstał na danych zamaskowanych. Mimo to traktuj go jak dane spseudonimizowane: nie wynoś go poza zespół.',
  ],
  sectionBroke: [
    'This part of the report could not be made. The rest is complete.',
    'Tej części raportu nie udało się przygotować. Pozostałe są pełne.',
  ],

  passed: ['passed', 'udany'],
  failed: ['failed', 'nieudany'],
  flaky: ['flaky', 'niestabilny'],
  skipped: ['skipped', 'pominięty'],
  undefined: ['undefined', 'niezdefiniowany'],
  'not-run': ['not run', 'niewykonany'],
  ambiguous: ['ambiguous', 'niejednoznaczny'],
  pending: ['pending', 'w przygotowaniu'],

  allPassed: [
    'Everything that was planned passed.',
    'Wszystko, co zaplanowano, zakończyło się powodzeniem.',
  ],
  allPassedSomeFlaky: [
    'Everything passed, but not everything at the first try.',
    'Wszystko zakończyło się powodzeniem, ale nie wszystko za pierwszym razem.',
  ],
  allPassedSomeSkipped: [
    'Everything that was carried out passed; some scenarios were skipped.',
    'Wszystko, co wykonano, zakończyło się powodzeniem; część scenariuszy pominięto.',
  ],
  nothingRan: [
    'No scenario was carried out, so nothing has been shown.',
    'Nie wykonano żadnego scenariusza, więc niczego nie sprawdzono.',
  ],
  runBroke: [
    'The scenarios passed, but the run itself broke.',
    'Scenariusze są udane, ale sam przebieg został zakłócony.',
  ],
  affectedSystems: ['Where it shows', 'Gdzie to widać'],
  environment: ['Environment', 'Środowisko'],
  provider: ['Databases from', 'Bazy danych'],
  started: ['Started', 'Początek'],
  duration: ['Duration', 'Czas'],
  run: ['Run', 'Przebieg'],
  systems: ['Systems', 'Systemy'],
  notes: ['To bear in mind', 'Warto wiedzieć'],
  problems: ['Outside of scenarios', 'Poza scenariuszami'],
  'parse-error': ['A feature file could not be read', 'Nie udało się odczytać pliku właściwości'],
  'parameter-type': [
    'A step uses an unknown parameter type',
    'Krok używa nieznanego typu parametru',
  ],
  'run-hook': [
    'Preparing or closing the run failed',
    'Przygotowanie lub zamknięcie przebiegu nie powiodło się',
  ],
  'run-failed': ['The runner gave up', 'Program uruchamiający przerwał pracę'],
  'cut-short': [
    'The run was cut short: it never said that it was done',
    'Przebieg został przerwany: nie zgłosił zakończenia',
  ],
  'damaged-line': ['The record of the run is damaged', 'Zapis przebiegu jest uszkodzony'],
  attachment: [
    'A piece of evidence could not be read',
    'Nie udało się odczytać części materiału dowodowego',
  ],

  name: ['Name', 'Nazwa'],
  kind: ['Kind', 'Rodzaj'],
  detail: ['Detail', 'Szczegóły'],
  system: ['System', 'System'],
  where: ['Where', 'Gdzie'],
  field: ['Field', 'Pole'],
  expected: ['Expected', 'Oczekiwano'],
  actual: ['Found', 'Jest'],
  differences: ['Differences', 'Różnice'],
  nothing: ['(nothing)', '(nic)'],
  whole: ['(as a whole)', '(w całości)'],
  firstSign: ['First sign', 'Pierwszy sygnał'],
  noSign: [
    'No system showed a problem; the differences are all there is.',
    'Żaden system nie zgłosił problemu; wskazówką są same różnice.',
  ],
  neverReported: [
    'It was planned and never reported: its worker or the run ended before it did.',
    'Zaplanowany, lecz nigdy nie zgłosił wyniku: jego proces lub cały przebieg skończył się wcześniej.',
  ],
  noDefinition: ['No step definition fits this step.', 'Żadna definicja nie pasuje do tego kroku.'],
  noSteps: ['The scenario has no steps.', 'Scenariusz nie ma kroków.'],
  ambiguousStep: [
    'More than one step definition fits this step.',
    'Do kroku pasuje więcej niż jedna definicja.',
  ],
  pendingStep: ['The step is not finished yet.', 'Krok nie jest jeszcze gotowy.'],
  passedLater: ['It passed when tried again.', 'Powtórzony, zakończył się powodzeniem.'],
  attempt: ['Attempt', 'Próba'],
  slot: ['slot', 'stanowisko'],

  events: ['What the systems did', 'Co zrobiły systemy'],
  outsideSteps: ['Outside of steps', 'Poza krokami'],
  eventNumber: ['No.', 'Nr'],
  time: ['Time', 'Czas'],
  route: ['From and to', 'Skąd i dokąd'],
  what: ['What happened', 'Co się stało'],
  problem: ['problem', 'problem'],
  evidenceElsewhere: ['(detail: see run.json)', '(szczegóły: plik run.json)'],
  timelineTitle: ['Timeline of events, one line a system', 'Oś czasu zdarzeń, linia na system'],
  timelineNote: [
    'Left to right in time, long pauses shortened; the numbers are those of the table. ● call · ■ data, file, message · ❙ log · ◆ problem',
    'Od lewej do prawej w czasie, długie przerwy skrócone; numery jak w tabeli. ● wywołanie · ■ dane, plik, wiadomość · ❙ log · ◆ problem',
  ],
  noEvents: ['No event was observed.', 'Nie zaobserwowano żadnego zdarzenia.'],

  filter: ['Find', 'Szukaj'],
  filterHint: ['name, tag, file', 'nazwa, znacznik, plik'],
  show: ['Show', 'Pokaż'],
  all: ['all', 'wszystkie'],
  openAll: ['Open all', 'Rozwiń wszystkie'],
  closeAll: ['Close all', 'Zwiń wszystkie'],
  nothingFound: ['No scenario fits.', 'Żaden scenariusz nie pasuje.'],

  dataIntro: [
    'Every column that the policy masks, by table. Rows are those that were loaded.',
    'Wszystkie kolumny maskowane przez politykę, tabelami. Wiersze: tyle, ile załadowano.',
  ],
  table: ['Table', 'Tabela'],
  rows: ['Rows', 'Wiersze'],
  maskedColumns: ['Masked columns', 'Zamaskowane kolumny'],
  policy: ['Policy', 'Polityka'],
  key: ['Key', 'Klucz'],
  keptWhole: ['none: nothing personal by the policy', 'żadne: według polityki nic osobowego'],
} as const satisfies Record<string, readonly [en: string, pl: string]>

export type Word = keyof typeof words

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

/** What depends on a number, which takes the place of `#`; `@` is for the one who asks to fill. */
export const counted = {
  scenarios: [
    { one: '# scenario', other: '# scenarios' },
    { one: '# scenariusz', few: '# scenariusze', other: '# scenariuszy' },
  ],
  needAttention: [
    { one: '# @ needs attention.', other: '# @ need attention.' },
    {
      one: '# @ wymaga uwagi.',
      few: '# @ wymagają uwagi.',
      other: '# @ wymaga uwagi.',
    },
  ],
  attempts: [
    { one: '# attempt', other: '# attempts' },
    { one: '# próba', few: '# próby', other: '# prób' },
  ],
  eventsElsewhere: [
    { one: '# more event stands in run.json.', other: '# more events stand in run.json.' },
    {
      one: 'Jeszcze # zdarzenie jest w pliku run.json.',
      few: 'Jeszcze # zdarzenia są w pliku run.json.',
      other: 'Jeszcze # zdarzeń jest w pliku run.json.',
    },
  ],
  ofScenarios: [
    { one: 'of # scenario', other: 'of # scenarios' },
    { one: 'z # scenariusza', other: 'z # scenariuszy' },
  ],
} as const satisfies Record<string, readonly [en: Forms, pl: Forms]>

export type Counted = keyof typeof counted
