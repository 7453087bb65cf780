Feature: EU VAT numbers
  A number that the register does not confirm never makes an order free of VAT.

  @P1 @vat
  Scenario: A refuted VAT number leaves the domestic rate
    Given from the snapshot I take a customer $customer who has consent "terms"
    And system "vat" has "invalid" turned to "FR"
    And in system "shop" a paid order $order of customer $customer was prepared with VAT number "FR00999999999" and country "FR":
      | sku     | quantity | gross price | VAT |
      | KUB-001 | 3        | 33.33 PLN   | 23% |
    Then within 10 s in system "erp" there is exactly 1 order with external number $order.number and it stays so for 1 s:
      | status | VAT treatment | net   | VAT   | gross | consultation number |
      | open   | domestic      | 81.29 | 18.70 | 99.99 | <none>              |
    And within 1 s system "vat" received exactly 1 request "checkVatApprox"
