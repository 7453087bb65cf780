/** What stands for text that nobody can judge: about orders and goods, about nobody. */
export const neutralSentences = `
Proszę o ostrożne obchodzenie się z paczką.
Zamówienie zostało przyjęte do realizacji.
Towar zgodny z opisem, wszystko w porządku.
Prosimy o fakturę razem z przesyłką.
Dostawa możliwa w godzinach popołudniowych.
Paczka może zostać zostawiona w punkcie odbioru.
Opakowanie lekko uszkodzone, zawartość cała.
Proszę sprawdzić stan magazynu przed wysyłką.
Termin realizacji został przesunięty.
Zwrot przyjęty zgodnie z regulaminem.
Reklamacja rozpatrzona pozytywnie.
Kolor produktu do wyboru z dostępnych.
Brak uwag do zamówienia.
Wysyłka po zaksięgowaniu wpłaty.
Proszę połączyć oba zamówienia w jedną przesyłkę.
Produkt na prezent, proszę o ozdobne opakowanie.
Dane sprawdzone podczas weryfikacji.
Warunki dostawy ustalone z magazynem.
Rabat naliczony zgodnie z umową.
Kontakt tylko w dni robocze.
Notatka została dodana automatycznie.
Sprawa zamknięta.
Do wyjaśnienia z działem obsługi.
Przesyłka gotowa do odbioru.
Zmiana ilości zatwierdzona.
Dokument wystawiono ponownie.
Zastępczy tekst testowy.
Treść zastąpiona.
Bez zmian.
Uwagi.`
  .trim()
  .split('\n')
