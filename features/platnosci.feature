# language: pl
Właściwość: Powiadomienia o płatności
  Operator płatności ponawia powiadomienia; zamówienie trafia do ERP raz.

  Założenia:
    Zakładając, że z migawki biorę klienta $klient, który ma zgodę "regulamin" i adres w kraju "PL"
    Oraz w systemie "sklep" przygotowano nieopłacone zamówienie $zam klienta $klient z punktem odbioru "WAW123A":
      | sku     | ilość | cena brutto | VAT |
      | KUB-001 | 3     | 33,33 zł    | 23% |
      | KSI-007 | 1     | 49,90 zł    | 5%  |
      | DOSTAWA | 1     | 12,99 zł    | 23% |

  @P1 @zamowienia
  Scenariusz: Powtórzone powiadomienie o płatności daje jedno zamówienie w ERP
    Jeżeli powiadomienie "payment" o zamówieniu $zam przychodzi 3 razy
    Wtedy w ciągu 10 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym $zam.numer i pozostaje tak przez 2 s:
      | netto     | VAT      | brutto    | pozycji | punkt odbioru | e-mail kontrahenta |
      | 139,37 zł | 23,51 zł | 162,88 zł | 3       | WAW123A       | $klient.email      |
    Oraz w systemie "erp" przybyło dokładnie 1 zamówienie
    Oraz w systemie "erp" przybył najwyżej 1 kontrahent
    Oraz w ciągu 5 s w systemie "sklep" jest dokładnie 1 płatność o numerze zamówienia $zam.numer:
      | status    | kwota     |
      | completed | 162,88 zł |
    Oraz w logach systemu "integracja" nie ma wpisów poziomu "ERROR"

  @P2 @zamowienia
  Scenariusz: Nieopłacone zamówienie nie trafia do ERP
    Jeżeli wyzwalam synchronizację "orders"
    Wtedy w ciągu 1 s w systemie "erp" jest dokładnie 0 zamówień o numerze obcym $zam.numer i pozostaje tak przez 1 s
    Oraz w ciągu 1 s w systemie "sklep" jest dokładnie 1 zamówienie o numerze $zam.numer:
      | status | numer ERP |
      | nowe   | <brak>    |
