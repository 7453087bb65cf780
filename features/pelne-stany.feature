# language: pl
Właściwość: Pełny załadunek stanów
  Pełna wymiana naprawia to, czego nie przeniosły przyrosty.

  @P1 @stany
  Scenariusz: Pełny załadunek daje ten sam stan co DIFF
    Zakładając, że w systemie "erp" przygotowano stany:
      | sku     | magazyn | fizyczny | rezerwacje |
      | KUB-001 | MAG1    | 20       | 3          |
      | KSI-007 | MAG1    | 5        | 5          |
    Jeżeli wyzwalam synchronizację "stock-full"
    Wtedy w ciągu 5 s dostępność w systemie "sklep" wynosi:
      | sku     | dostępne | kupowalny |
      | KUB-001 | 17       | tak       |
      | KSI-007 | 0        | nie       |
    Jeżeli w systemie "erp" zachodzą ruchy:
      | sku     | zdarzenie              | ilość |
      | KUB-001 | wydanie WZ             | 4     |
      | KSI-007 | zwolnienie rezerwacji  | 2     |
    Oraz wyzwalam synchronizację "stock-diff"
    Wtedy w ciągu 5 s dostępność w systemie "sklep" wynosi:
      | sku     | dostępne | kupowalny |
      | KUB-001 | 13       | tak       |
      | KSI-007 | 2        | tak       |
    Jeżeli wyzwalam synchronizację "stock-full"
    Wtedy w ciągu 5 s dostępność w systemie "sklep" wynosi przez 1 s:
      | sku     | dostępne | kupowalny |
      | KUB-001 | 13       | tak       |
      | KSI-007 | 2        | tak       |
    Oraz w logach systemu "integracja" nie ma wpisów poziomu "ERROR"
