Feature: Stock from the ERP to the shop
  The shop sells what is in the warehouse and not reserved.

  Background:
    Given in system "erp" the stock was prepared:
      | sku     | warehouse | physical | reserved |
      | KUB-001 | MAG1      | 20       | 3        |
      | KSI-007 | MAG1      | 1        | 0        |
    And I trigger synchronisation "stock-diff"
    And within 5 s the stock in system "shop" is:
      | sku     | available | buyable |
      | KUB-001 | 17        | yes     |
      | KSI-007 | 1         | yes     |

  @P1 @stock
  Scenario: A DIFF carries issues, reservations and withdrawn articles
    When in system "erp" these movements happen:
      | sku     | kind        | quantity |
      | KUB-001 | issue       | 5        |
      | KUB-001 | reservation | 2        |
    And in system "erp" these items change:
      | sku     | status       |
      | KSI-007 | discontinued |
    And I trigger synchronisation "stock-diff"
    Then within 5 s the stock in system "shop" is so for 1 s:
      | sku     | available | buyable |
      | KUB-001 | 10        | yes     |
      | KSI-007 | 0         | no      |

  @P2 @stock
  Scenario: What happened while the integration was down arrives after its start
    When I stop system "hub"
    And in system "erp" these movements happen:
      | sku     | kind  | quantity |
      | KUB-001 | issue | 17       |
    And I start system "hub"
    Then within 10 s the stock in system "shop" is:
      | sku     | available | buyable |
      | KUB-001 | 0         | no      |
