import type { Language, Texts } from '../texts.ts'

/** Everything the privacy report says, English and Polish side by side. */
const words = {
  title: ['Privacy report', 'Raport ochrony danych'],
  footer: [
    'Made by Poligon from the report of one masking. It holds names of tables and columns, numbers and the words of the policy, and no value of the data.',
    'Raport przygotował Poligon na podstawie sprawozdania z jednego maskowania. Zawiera nazwy tabel i kolumn, liczby i treść polityki, a żadnej wartości z danych.',
  ],
  notSaid: ['the policy does not say', 'polityka tego nie podaje'],

  clean: [
    'The originals of everything that the policy masks or takes out were looked for in the whole copy. None was found.',
    'W całej kopii szukano oryginałów wszystkiego, co polityka maskuje lub usuwa. Żadnego nie znaleziono.',
  ],
  unverified: [
    'It was not checked whether something of the original is left in the copy.',
    'Nie sprawdzono, czy w kopii nie zostało coś z oryginału.',
  ],
  pseudonymised: ['pseudonymised', 'spseudonimizowana'],
  anonymous: ['anonymous, by an assessment', 'anonimowa, według oceny'],
  status: ['Legal status of the copy', 'Status prawny kopii'],
  controller: ['Controller', 'Administrator danych'],
  agreement: ['Agreement', 'Umowa powierzenia'],
  project: ['Project', 'Projekt'],
  purpose: ['Purpose', 'Cel'],
  source: ['Source', 'Źródło'],
  target: ['Copy', 'Kopia'],
  subset: ['Only a part: the rows that belong to', 'Tylko część: wiersze należące do'],
  created: ['Masked on', 'Data maskowania'],
  expires: ['May be kept until', 'Wolno przechowywać do'],
  assessment: ['Assessment', 'Ocena'],
  keyId: ['Id of the key', 'Identyfikator klucza'],
  set: ['Set of copies', 'Zestaw kopii'],
  setless: ['the one without a name', 'bez nazwy'],
  policy: ['Policy (SHA-256)', 'Polityka (SHA-256)'],
  schema: ['Schema that was read (SHA-256)', 'Odczytany schemat (SHA-256)'],
  input: ['Source file (SHA-256)', 'Plik źródłowy (SHA-256)'],
  output: ['Copy (SHA-256)', 'Kopia (SHA-256)'],
  trail: ['Entry in the trail of the project', 'Wpis w dzienniku projektu'],
  versions: ['Made with', 'Wykonano za pomocą'],
  proofs: ['Proofs', 'Dowody'],

  pseudonymisedMeans: [
    'Pseudonymised data (GDPR Art. 4(5)) can no longer be attributed to a person without additional information that is kept apart and protected. Here that information is the key, and the originals. By Recital 26 such data is still information on identifiable people: the Regulation applies to this copy, with purpose, access, retention and the rights of the people it is about.',
    'Dane spseudonimizowane (art. 4 pkt 5 RODO) to dane, których nie można już przypisać konkretnej osobie bez dodatkowych informacji, przechowywanych osobno i chronionych. Tutaj tymi informacjami są klucz i oryginały. Według motywu 26 są to nadal informacje o osobach możliwych do zidentyfikowania: do tej kopii stosuje się RODO, wraz z celem, dostępem, okresem przechowywania i prawami osób, których dane dotyczą.',
  ],
  anonymousMeans: [
    'The policy calls this copy anonymous and rests on the assessment named above. Anonymous (Recital 26) is what does not relate to an identifiable person when all the means are considered that are reasonably likely to be used by anybody. A program cannot tell whether that is reached.',
    'Polityka nazywa tę kopię anonimową i opiera się na wskazanej wyżej ocenie. Anonimowe (motyw 26) są informacje, które nie dotyczą osoby możliwej do zidentyfikowania, jeśli wziąć pod uwagę wszelkie sposoby, jakimi rozsądnie rzecz biorąc ktokolwiek może się posłużyć. Tego, czy tak jest, program nie rozstrzyga.',
  ],
  howMasked: [
    'A masked value comes from the original by a keyed one-way function: equal values get equal masks, and without the key nobody can compute them. Who holds the key can test guesses; identifiers under a bijection the key turns back. Keep the key away from those who use the copy.',
    'Wartość zamaskowana powstaje z oryginału przez jednokierunkową funkcję z kluczem: równe wartości mają równe maski, a bez klucza nikt ich nie obliczy. Kto ma klucz, może sprawdzać domysły, a identyfikatory zamienione bijekcją odwrócić. Klucz należy trzymać z dala od osób, które korzystają z kopii.',
  ],

  masked: ['Masked', 'Zamaskowane'],
  dropped: ['Taken out', 'Usunięte'],
  kept: ['Kept with a reason', 'Zachowane z uzasadnieniem'],
  toReview: [
    'Masked or taken out until somebody decides',
    'Zamaskowane lub usunięte do czasu decyzji',
  ],
  columns: ['Columns', 'Kolumny'],
  column: ['Column', 'Kolumna'],
  table: ['Table', 'Tabela'],
  rows: ['Rows', 'Wiersze'],
  rowsOf: ['of', 'z'],
  coverageNote: [
    'Every column of every table with rows is masked, taken out or kept with a reason; anything else would have stopped the run.',
    'Każda kolumna każdej tabeli z wierszami jest zamaskowana, usunięta albo zachowana z uzasadnieniem; w innym wypadku maskowanie by się nie odbyło.',
  ],
  keptOne: ['Kept', 'Zachowane'],
  maskedOne: ['Masked, by what', 'Zamaskowane i czym'],
  droppedOne: ['Taken out', 'Usunięte'],
  wholeTables: ['Tables that are kept as they are (rows)', 'Tabele zachowane w całości (wiersze)'],
  emptied: [
    'Tables whose rows are all left out (rows of the original)',
    'Tabele, których wszystkie wiersze pominięto (wiersze oryginału)',
  ],
  reviewMark: ['to be decided', 'do decyzji'],

  originals: [
    'Different original values that were looked for',
    'Różne wartości oryginalne, których szukano',
  ],
  fields: ['Fields of the copy that were searched', 'Przeszukane pola kopii'],
  unread: [
    'Fields in which something is compressed that was not looked into to its end',
    'Pola, w których coś jest spakowane i nie zostało przejrzane do końca',
  ],
  searchLimits: [
    'The search knows values from 6 bytes on and numbers from 8 digits on, shorter ones only in their own row and column, and long texts by their beginning. Dates of birth in any spelling, names and logins are also held against the other columns of their own row, in a part of the rows of large tables. It looks into gzip, zlib, zstd, zips (so office documents) and PDF, up to three times over and 8 MB a field, not into other compressed files, nor into encrypted ones.',
    'Poszukiwanie rozpoznaje wartości od 6 bajtów i liczby od 8 cyfr, krótsze tylko w ich własnym wierszu i kolumnie, a długie teksty po początku. Daty urodzenia w dowolnym zapisie, imiona, nazwiska i loginy porównuje też z innymi kolumnami tego samego wiersza, w dużych tabelach w części wierszy. Zagląda do danych gzip, zlib i zstd, do plików zip (więc i dokumentów biurowych) oraz PDF, spakowanych do trzech razy i do 8 MB w polu, nie do innych plików skompresowanych ani do zaszyfrowanych.',
  ],
  noVerification: [
    'Nothing was looked for: the run had --no-verify, or the policy masks nothing that could be looked for. The command poligon verify does it afterwards.',
    'Niczego nie szukano: maskowanie uruchomiono z --no-verify albo polityka nie maskuje niczego, czego można by szukać. Później robi to polecenie poligon verify.',
  ],
  explained: [
    'Found, and no proven leak: the policy keeps the same value there, masks are like it by chance, or it needs a look.',
    'Znalezione, a nie są dowiedzionym wyciekiem: polityka zachowuje tam tę samą wartość, maski przypadkiem ją przypominają albo trzeba na to spojrzeć.',
  ],
  between: ['(between the rows)', '(między wierszami)'],
  kind: ['Kind', 'Rodzaj'],
  finds: ['Fields', 'Pola'],
  why: ['Why', 'Dlaczego'],
  keptThere: ['kept there', 'tam zachowane'],
  chance: ['chance', 'przypadek'],
  unsure: [
    'more often than by chance: look where this column comes from, and mask it if it repeats a masked one',
    'częściej niż przypadkiem: sprawdź, skąd pochodzi ta kolumna, i zamaskuj ją, jeśli powtarza zamaskowaną',
  ],
  unaligned: [
    'Rows could not be compared one by one in',
    'Wierszy nie dało się porównać jeden po drugim w',
  ],

  harmless: [
    'Columns with masks that belong to nobody (reserved, for tests, not given out, or plain invention)',
    'Kolumny z maskami, które do nikogo nie należą (zastrzeżone, testowe, nieprzydzielone lub zmyślone)',
  ],
  rangesChecked: [
    'In the copy itself each masked e-mail, phone, tax number, PESEL, account and card was found to lie in its range, except where the policy asks for real ones.',
    'W samej kopii sprawdzono, że każdy zamaskowany e-mail, telefon, NIP, REGON, PESEL, numer konta i karty leży w swoim zakresie, chyba że polityka chce prawdziwych.',
  ],
  reachable: [
    'A mask in these columns can by chance be somebody’s, because nobody reserves a range for them, or the policy asks for real ones:',
    'Maska w tych kolumnach może przypadkiem należeć do kogoś, bo nikt nie zastrzega dla nich zakresu albo polityka chce prawdziwych:',
  ],
  allHarmless: ['There is no other.', 'Innych nie ma.'],
  secretsHeading: ['Secrets', 'Sekrety'],
  secrets: [
    'Passwords, keys and the like, which are not personal data and open doors, were replaced in:',
    'Hasła, klucze i podobne, które nie są danymi osobowymi, a otwierają drzwi, zastąpiono w:',
  ],
  noSecrets: [
    'The policy names no passwords, keys or the like.',
    'Polityka nie wymienia haseł, kluczy ani podobnych.',
  ],
  uniqueHeading: ['Keys that stay unique', 'Klucze, które pozostają unikalne'],
  bijection: ['no two values become one', 'żadne dwie wartości nie stają się jedną'],
  width: [
    'two values become one with a chance below 1 in 2⁶⁴',
    'dwie wartości stają się jedną z szansą poniżej 1 do 2⁶⁴',
  ],
  'other columns': [
    'kept columns of the key keep the rows apart',
    'zachowane kolumny klucza rozróżniają wiersze',
  ],
  proof: ['Proof', 'Dowód'],
  noKeys: [
    'No unique key holds a masked column.',
    'Żaden klucz unikalny nie zawiera zamaskowanej kolumny.',
  ],

  measuredNote: [
    'Counted over all rows of the copy. k: rows that share the rarest combination (k-anonymity; Sweeney, 2002). l: different sensitive values among rows that share a combination (distinct l-diversity; Machanavajjhala et al., 2007). Rows are not people: several may be about one person.',
    'Policzono po wszystkich wierszach kopii. k: ile wierszy ma najrzadszą kombinację (k-anonimowość; Sweeney, 2002). l: ile różnych wartości wrażliwych mają wiersze o tej samej kombinacji (l-różnorodność; Machanavajjhala i in., 2007). Wiersz to nie osoba: kilka może dotyczyć jednej.',
  ],
  notMeasured: [
    'It was not measured. mask --privacy-report measures it, or quasiIdentifiers in the policy.',
    'Nie mierzono. Robi to mask --privacy-report albo quasiIdentifiers w polityce.',
  ],
  nothingMeasured: [
    'The policy keeps no columns about people that could be measured together, and declares none.',
    'Polityka nie zachowuje kolumn o osobach, które można by razem zmierzyć, ani żadnych nie wskazuje.',
  ],
  combination: ['Taken together', 'Razem'],
  declared: ['named by the policy', 'wskazane w polityce'],
  person: ['found: what tells people apart', 'znalezione: co rozróżnia osoby'],
  event: ['found: an order or the like', 'znalezione: zamówienie lub podobne'],
  day: ['day', 'dzień'],
  year: ['year', 'rok'],
  alone: ['Alone', 'Jedyne'],
  countsPersons: ['k counts persons', 'k liczy osoby'],
  countsRows: ['k counts rows', 'k liczy wiersze'],
  fewerThanFive: ['Fewer than 5', 'Mniej niż 5'],
  limits: ['Limits of the policy, kept', 'Progi polityki, dotrzymane'],
  limitK: ['k at least', 'k co najmniej'],
  limitL: ['l at least', 'l co najmniej'],
  limitShare: ['share of rows alone at most', 'udział jedynych wierszy najwyżej'],

  reason: ['Reason, in the words of the policy', 'Uzasadnienie, słowami polityki'],
  risk: ['Risk', 'Ryzyko'],
  indirect: ['indirect', 'pośrednie'],
  low: ['low', 'niskie'],
  optOutHeading: [
    'Where the policy does less than it could',
    'Gdzie polityka robi mniej, niż mogłaby',
  ],
  optOutPart: ['Part', 'Część'],
  optOutWhat: ['What', 'Co'],
  'opt kept': ['kept although it may tell of a person', 'zachowane, choć może mówić o osobie'],
  'opt other paths kept': [
    'what is not named inside passes',
    'to, czego nie wymieniono w środku, zostaje',
  ],
  'opt words kept': ['words of a text pass', 'słowa tekstu zostają'],
  'opt realistic': ['masks can be somebody’s', 'maski mogą do kogoś należeć'],
  noReason: ['no reason is given', 'nie podano uzasadnienia'],

  approvedNow: [
    'Somebody approved the policy in exactly this state.',
    'Ktoś zatwierdził politykę dokładnie w tym stanie.',
  ],
  approvedNever: ['Nobody approved this policy.', 'Nikt nie zatwierdził tej polityki.'],
  approvedBefore: [
    'The policy was changed since it was approved; the approvals below are stale.',
    'Politykę zmieniono po zatwierdzeniu; poniższe zatwierdzenia są nieaktualne.',
  ],
  role: ['Role', 'Rola'],
  name: ['Name', 'Imię i nazwisko'],
  date: ['Date', 'Data'],
  approvedState: ['State that was approved', 'Zatwierdzony stan'],
  current: ['this state', 'ten stan'],
  stale: ['stale', 'nieaktualne'],
  remarks: ['Remarks of the program', 'Uwagi programu (po angielsku)'],

  givesAwayNote: [
    'What is kept stays true. Depending on what is kept, somebody who knows a little more can:',
    'To, co zachowano, pozostaje prawdą. Zależnie od tego, co zachowano, ktoś, kto wie trochę więcej, może:',
  ],
  kept1: ['date and time', 'data i godzina'],
  gives1: [
    'find the row of a person who told them when, or whose parcel they saw',
    'znaleźć wiersz osoby, która powiedziała kiedy, albo której paczkę widział',
  ],
  kept2: ['amount, basket, weight', 'kwota, koszyk, waga'],
  gives2: [
    'do the same: one amount on one day is often one order, several together nearly always',
    'zrobić to samo: jedna kwota jednego dnia to często jedno zamówienie, a kilka razem prawie zawsze',
  ],
  kept3: ['number of an order, invoice, parcel', 'numer zamówienia, faktury, przesyłki'],
  gives3: [
    'look it up in the live shop, at the carrier or in an e-mail, and have the name',
    'sprawdzić go w działającym sklepie, u przewoźnika albo w e-mailu i poznać nazwisko',
  ],
  kept4: ['postcode, town, sex, year of birth', 'kod pocztowy, miejscowość, płeć, rok urodzenia'],
  gives4: [
    'single a person out by the combination, above all outside of large towns',
    'wyodrębnić osobę po ich połączeniu, zwłaszcza poza dużymi miastami',
  ],
  kept5: [
    'running numbers, NULLs, lengths, numbers of rows',
    'numery kolejne, puste pola, długości, liczby wierszy',
  ],
  gives5: [
    'join with an earlier copy or an export; see who has many orders or no phone',
    'połączyć z wcześniejszą kopią lub eksportem; zobaczyć, kto ma wiele zamówień albo nie ma telefonu',
  ],

  statement: [
    'I have read this report and the policy that it names. The copy described here may be used for the purpose above, until the date above, by those whom the controller gave access.',
    'Zapoznałam/zapoznałem się z tym raportem i wskazaną w nim polityką. Opisanej kopii wolno używać w podanym wyżej celu, do podanej wyżej daty, przez osoby, którym administrator dał dostęp.',
  ],
  approved: ['approved', 'zatwierdzam'],
  approvedIf: ['approved on conditions', 'zatwierdzam pod warunkami'],
  refused: ['refused', 'nie zatwierdzam'],
  conditions: ['Conditions and remarks', 'Warunki i uwagi'],
  officer: ['Data protection officer', 'Inspektor ochrony danych'],
  signature: ['Signature', 'Podpis'],
} as const satisfies Record<string, readonly [en: string, pl: string]>

export type PrivacyWord = keyof typeof words

/** The words of the privacy report in the language of `texts`. */
export function privacyWords({ language }: Texts): (word: PrivacyWord) => string {
  const side = ({ en: 0, pl: 1 } as const satisfies Record<Language, 0 | 1>)[language]
  return (word) => words[word][side]
}
