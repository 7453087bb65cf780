# language: pl
Właściwość: Wysyłka do paczkomatu
  Odmowa przewoźnika wraca do magazynu, a nie znika.

  @P1 @wysylka
  Scenariusz: Paczkomat, którego nie ma, zatrzymuje wydanie z podanym powodem
    Zakładając, że z migawki biorę klienta $klient, który ma adres w kraju "PL"
    Oraz w systemie "sklep" przygotowano opłacone zamówienie $zam klienta $klient z punktem odbioru "KRA999X":
      | sku     | ilość | cena brutto | VAT |
      | KUB-001 | 1     | 33,33 zł    | 23% |
    Oraz system "kurier" ma ustawione "reject-point" na "KRA999X"
    Oraz w ciągu 10 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym $zam.numer
    Jeżeli w systemie "erp" przygotowano gotowe wydanie $wydanie zamówienia $zam
    Wtedy w ciągu 10 s w systemie "erp" jest dokładnie 1 wydanie o numerze $wydanie.numer i pozostaje tak przez 1 s:
      | status | numer przesyłki | problem                  |
      | gotowe | <brak>          | /^400 validation_failed/ |
    Oraz w ciągu 1 s system "kurier" otrzymał dokładnie 1 żądanie "POST /v1/organizations/*/shipments" i pozostaje tak przez 1 s
    Oraz w ciągu 1 s w systemie "sklep" jest dokładnie 0 przesyłek o numerze zamówienia $zam.numer
