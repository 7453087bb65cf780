Feature: The network between the integration and its databases
  A connection that fails for a while neither loses an order nor doubles it.

  Background:
    Given from the snapshot I take a customer $customer who has an address in country "PL"

  @P1 @orders @network
  Scenario: An order that is paid while the ERP cannot be reached arrives once it can
    Given the connection to "erp" is cut
    And in system "shop" a paid order $order of customer $customer was prepared:
      | sku     | quantity | gross price | VAT |
      | KUB-001 | 1        | 33.33 PLN   | 23% |
    And within 1 s in system "erp" there are exactly 0 orders with external number $order.number and they stay so for 1 s
    When the connection to "erp" is back
    Then within 15 s in system "erp" there is exactly 1 order with external number $order.number and it stays so for 1 s:
      | gross     | lines |
      | 33.33 PLN | 1     |
