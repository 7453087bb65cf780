# language: pl
Właściwość: Weryfikacja numeru VAT UE
  Stawka 0% wymaga potwierdzonego numeru; gdy rejestr milczy, zamówienie czeka.

  Założenia:
    Zakładając, że z migawki biorę klienta $klient, który ma zgodę "regulamin"

  @P1 @podatki
  Scenariusz: Niedostępny rejestr nie daje stawki 0% ani odrzucenia klienta
    Zakładając, że system "vat" ma ustawione "unavailable" na "DE"
    Oraz w systemie "sklep" przygotowano opłacone zamówienie $zam klienta $klient z numerem VAT "DE999999999" i krajem "DE":
      | sku     | ilość | cena brutto | VAT |
      | KUB-001 | 3     | 33,33 zł    | 23% |
    Wtedy w ciągu 10 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym $zam.numer i pozostaje tak przez 1 s:
      | status                     | stawka  | brutto   | numer konsultacji |
      | wstrzymane: weryfikacja VAT | krajowa | 99,99 zł | <brak>            |
    Oraz w ciągu 5 s w systemie "sklep" jest dokładnie 1 zamówienie o numerze $zam.numer:
      | status     |
      | wstrzymane |
    Jeżeli system "vat" ma ustawione "valid" na "DE999999999 WAPITEST00000042"
    Oraz wyzwalam synchronizację "vat"
    Wtedy w ciągu 10 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym $zam.numer:
      | status  | stawka | netto    | VAT     | brutto   | numer konsultacji |
      | otwarte | WDT 0% | 81,29 zł | 0,00 zł | 81,29 zł | WAPITEST00000042  |
    Oraz w ciągu 5 s w systemie "sklep" jest dokładnie 1 zamówienie o numerze $zam.numer:
      | status       |
      | w realizacji |
