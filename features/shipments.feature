Feature: Shipments
  A delivery that the warehouse has ready is announced to the carrier; its tracking number comes back.

  Background:
    Given from the snapshot I take a customer $customer who has an address in country "PL"
    And in system "shop" a paid order $order of customer $customer was prepared with pickup point "WAW123A":
      | sku     | quantity | gross price | VAT |
      | KUB-001 | 1        | 33.33 PLN   | 23% |
    And within 10 s in system "erp" there is exactly 1 order with external number $order.number

  @P1 @shipments
  Scenario: A carrier that is down for a moment gets the shipment once
    Given system "carrier" answers 503 to the next 1 request
    When in system "erp" a ready delivery $delivery of order $order was prepared
    Then within 15 s in system "erp" there is exactly 1 delivery with number $delivery.number:
      | status      | tracking number |
      | handed over | /^\d{24}$/      |
    And within 5 s in system "shop" there is exactly 1 shipment with order number $order.number and it stays so for 1 s:
      | carrier | tracking number |
      | lockers | /^\d{24}$/      |
    And within 1 s in system "shop" there is exactly 1 order with number $order.number:
      | status  |
      | shipped |
    And within 1 s system "carrier" received exactly 2 requests "POST /v1/organizations/*/shipments"
    And within 1 s the logs of system "hub" have an entry of level "WARN" about "announce"
