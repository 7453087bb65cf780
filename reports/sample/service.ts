import { passing, skipped, type ScenarioScript } from './script.ts'

const vat = {
  feature: 'Stawka VAT przy wysyłce do Unii',
  file: 'features/vat.feature',
  language: 'pl',
}

const shipping = {
  feature: 'Wysyłka i numer przesyłki',
  file: 'features/wysylka.feature',
  language: 'pl',
}

const soapRequest =
  'POST /vat/checkVatService\ncontent-type: text/xml\n\n<soap:Envelope><soap:Body><checkVatApprox><countryCode>DE</countryCode></checkVatApprox></soap:Body></soap:Envelope>'

/** Calls to other companies: one fails, one is undefined. */
export const serviceScripts: readonly ScenarioScript[] = [
  {
    ...vat,
    name: 'Niedostępny VIES nie daje stawki 0% ani odrzucenia klienta',
    line: 6,
    tags: ['@P1', '@tax'],
    outcome: 'passed',
    tries: [
      [
        passing('Zakładając, że|system "vat" dla kraju "DE" odpowiada SOAP Fault "MS_UNAVAILABLE"'),
        passing('Gdy|wyzwalam synchronizację "zamówienia"', [
          [
            140,
            'hub',
            'vat',
            'soap',
            'checkVatApprox',
            'checkVatApprox: Fault MS_UNAVAILABLE',
            soapRequest,
            'Fault MS_UNAVAILABLE, as the scenario ordered',
          ],
          [
            1000,
            'hub',
            'vat',
            'soap',
            'checkVatApprox',
            'checkVatApprox: Fault MS_UNAVAILABLE',
            undefined,
            'Fault MS_UNAVAILABLE, as the scenario ordered',
          ],
          [30, 'hub', 'erp', 'sql', 'sales_order', 'sales_order: status → on hold'],
        ]),
        passing(
          'Wtedy|w ciągu 5 s zamówienie $zam ma w systemie "erp" status "wstrzymane: weryfikacja VAT"',
        ),
      ],
    ],
  },
  {
    ...vat,
    name: 'Ważny numer VAT daje stawkę 0% i numer konsultacji',
    line: 24,
    tags: ['@P1', '@tax'],
    outcome: 'passed',
    tries: [
      [
        passing('Gdy|wyzwalam synchronizację "zamówienia"', [
          [120, 'hub', 'vat', 'soap', 'checkVatApprox', 'checkVatApprox: valid', soapRequest],
          [40, 'hub', 'erp', 'sql', 'sales_order', 'sales_order: tax WDT 0%'],
        ]),
        passing('Wtedy|w ciągu 5 s zamówienie $zam ma w systemie "erp" stawkę "WDT 0%"'),
      ],
    ],
  },
  {
    ...shipping,
    name: 'Wydanie towaru zamawia kuriera i oddaje numer przesyłki',
    line: 5,
    tags: ['@P1', '@shipping'],
    outcome: 'passed',
    tries: [
      [
        passing('Jeżeli|w systemie "erp" wydano zamówienie $zam', [
          [35, 'erp', 'erp', 'sql', 'delivery', 'delivery: 1 row added'],
        ]),
        passing('Wtedy|w ciągu 5 s zamówienie $zam ma w systemie "sklep" numer przesyłki', [
          [
            210,
            'hub',
            'carrier',
            'http',
            'POST /v1/shipments',
            'POST /v1/shipments 201',
            'POST /v1/shipments\nauthorization: [secret]\n\n{"reference":"WEB-1042","parcels":[{"weight":1.2}]}\n\n201 Created\n{"id":"SHP-000017","tracking":"PL000017X"}',
          ],
          [55, 'hub', 'shop', 'sql', 'shipments', 'shipments: tracking number set'],
        ]),
      ],
    ],
  },
  {
    ...shipping,
    name: 'Kurier odpowiada 503, a przesyłka i tak powstaje dokładnie raz',
    line: 19,
    tags: ['@P1', '@shipping'],
    outcome: 'failed',
    tries: [
      [
        passing('Zakładając, że|system "carrier" odpowiada 503 na 2 najbliższe żądania'),
        passing('Jeżeli|w systemie "erp" wydano zamówienie $zam', [
          [35, 'erp', 'erp', 'sql', 'delivery', 'delivery: 1 row added'],
        ]),
        {
          says: 'Wtedy|w ciągu 10 s system "carrier" ma dokładnie 1 przesyłkę zamówienia $zam',
          outcome: 'failed',
          events: [
            [
              230,
              'hub',
              'carrier',
              'http',
              'POST /v1/shipments',
              'POST /v1/shipments 503',
              'POST /v1/shipments\n\n503 Service Unavailable',
              '503 Service Unavailable',
            ],
            [4, 'hub', '', 'log', 'ERROR', 'ERROR carrier said 503, giving up on WEB-1042'],
            [
              9500,
              'hub',
              'erp',
              'sql',
              'delivery',
              'delivery: status → failed',
              '- status open\n+ status failed',
              'given up after one try',
            ],
          ],
          differences: [['carrier', 'przesyłki zamówienia WEB-1042', '', '1', '0']],
          failure:
            'W ciągu 10 s system carrier nie otrzymał przesyłki zamówienia WEB-1042; otrzymał 1 żądanie POST /v1/shipments, odpowiedział 503.',
        },
        skipped('Oraz|w systemie "sklep" zamówienie $zam ma numer przesyłki'),
      ],
    ],
  },
  {
    ...shipping,
    name: 'Etykieta trafia do wydruku',
    line: 40,
    tags: ['@P3', '@shipping'],
    outcome: 'undefined',
    tries: [
      [
        passing('Jeżeli|w systemie "erp" wydano zamówienie $zam'),
        { says: 'Wtedy|etykieta leży w kolejce drukarki "MAG-1"', outcome: 'undefined' },
      ],
    ],
  },
]
