Feature: Orders from the shop to the ERP
  A paid order becomes one sales order, with every line and the same amounts.

  Background:
    Given from the snapshot I take a customer $customer who has consent "terms" and an address in country "PL"

  @P1 @orders @portable
  Scenario: A paid order reaches the ERP once, with every line
    Given in system "shop" a paid order $order of customer $customer was prepared:
      | sku     | quantity | gross price | VAT |
      | KUB-001 | 3        | 33.33 PLN   | 23% |
      | KSI-007 | 1        | 49.90 PLN   | 5%  |
      | DOSTAWA | 1        | 12.99 PLN   | 23% |
    Then within 15 s in system "erp" there is exactly 1 order with external number $order.number and it stays so for 1 s:
      | net        | VAT       | gross      | lines |
      | 139.37 PLN | 23.51 PLN | 162.88 PLN | 3     |
    And within 1 s in system "erp" there are exactly 3 lines with external number $order.number:
      | sku     | quantity | rate | net   | VAT   | gross |
      | KUB-001 | 3        | 23%  | 81.29 | 18.70 | 99.99 |
      | KSI-007 | 1        | 5%   | 47.52 | 2.38  | 49.90 |
      | DOSTAWA | 1        | 23%  | 10.56 | 2.43  | 12.99 |
    And in system "erp" exactly 1 order was added
    And in system "erp" at most 1 partner was added
    And within 5 s in system "shop" there is exactly 1 order with number $order.number:
      | status     | ERP number |
      | processing | <any>      |

  @P1 @orders
  Scenario: A second order of the same customer finds the same partner
    Given in system "shop" a paid order $first of customer $customer was prepared:
      | sku     | quantity | gross price | VAT |
      | KUB-001 | 1        | 33.33 PLN   | 23% |
    And in system "shop" a paid order $second of customer $customer was prepared with pickup point "WAW123A":
      | sku     | quantity | gross price | VAT |
      | KSI-007 | 2        | 49.90 PLN   | 5%  |
    Then within 10 s in system "erp" there is exactly 1 order with external number $first.number:
      | gross     | pickup point | partner e-mail  |
      | 33.33 PLN | <none>       | $customer.email |
    And within 10 s in system "erp" there is exactly 1 order with external number $second.number:
      | gross     | pickup point | partner e-mail  |
      | 99.80 PLN | WAW123A      | $customer.email |
    And in system "erp" at most 1 partner was added
    And the logs of system "hub" have no entries of level "ERROR"
