# language: pl
Właściwość: Sieć między integracją a bazami
  Połączenie, które się zrywa, nie gubi zamówienia ani go nie powtarza.

  @P1 @zamowienia @siec
  Scenariusz: Połączenia z ERP zrywane w trakcie eksportu nie dają drugiego zamówienia
    Zakładając, że z migawki biorę klienta $klient, który ma adres w kraju "PL"
    Oraz połączenie z "ERP" jest resetowane po 3 kB
    Oraz w systemie "sklep" przygotowano opłacone zamówienie $zam klienta $klient:
      | sku     | ilość | cena brutto | VAT |
      | KUB-001 | 3     | 33,33 zł    | 23% |
      | KSI-007 | 1     | 49,90 zł    | 5%  |
    Oraz w ciągu 10 s w logach systemu "integracja" jest wpis poziomu "WARN" o "failed"
    Jeżeli połączenie z "ERP" wraca
    Wtedy w ciągu 15 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym $zam.numer i pozostaje tak przez 1 s:
      | brutto    | pozycji |
      | 149,89 zł | 2       |
