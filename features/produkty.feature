# language: pl
Właściwość: Karty produktów z PIM
  Plik CSV z PIM zmienia produkty sklepu w całości albo wcale.

  @P2 @produkty
  Scenariusz: Plik w kodowaniu Windows-1250 zachowuje polskie litery, przecinki i zera
    Jeżeli plik "produkty.csv" pojawia się w systemie "pim" w kodowaniu "windows-1250":
      """
      sku;nazwa;cena_brutto;vat;ean;opis
      KUB-001;Kubek „Źródło”;35,90;23;0590123412345;"Żółć, gęś;
      i jaźń"
      NOW-001;Nowość ąęłń;1 234,50;8;;
      """
    Wtedy w ciągu 10 s w systemie "pim" jest plik "processed/produkty.csv"
    Oraz w ciągu 5 s produkty w systemie "sklep" wynoszą:
      | sku     | nazwa          | cena        | VAT | ean           | opis                        |
      | KUB-001 | Kubek „Źródło” | 35,90 zł    | 23% | 0590123412345 | /^Żółć, gęś;\s+i jaźń$/     |
      | NOW-001 | Nowość ąęłń    | 1 234,50 zł | 8%  | <brak>        | <brak>                      |

  @P2 @produkty
  Scenariusz: Plik z jednym złym wierszem nie zmienia niczego
    Jeżeli plik "zly.csv" pojawia się w systemie "pim":
      """
      sku;nazwa;cena_brutto;vat
      KUB-001;Zmieniony;1,00;23
      KSI-007;Zmieniona;za darmo;5
      """
    Wtedy w ciągu 10 s w systemie "pim" jest plik "rejected/*.reasons.txt" zawierający "line 3"
    Oraz w ciągu 1 s w systemie "sklep" jest dokładnie 0 produktów o nazwie "Zmieniony"
    Oraz w ciągu 1 s w systemie "sklep" jest dokładnie 0 produktów o nazwie "Zmieniona"
