import type { JournalEvent } from '../core/contracts/journal.ts'
import type { ScenarioRecord, StepRecord } from '../core/contracts/run-record.ts'

/** Milliseconds after the event before it, from, to, kind, key, summary, evidence, problem. */
export type EventScript = readonly [
  after: number,
  from: string,
  to: string,
  kind: JournalEvent['kind'],
  key: string,
  summary: string,
  evidence?: string | undefined,
  problem?: string,
]

export interface StepScript {
  readonly says: string
  readonly outcome?: StepRecord['outcome']
  readonly events?: readonly EventScript[]
  readonly failure?: string
  readonly differences?: readonly (readonly [string, string, string, string, string])[]
  readonly table?: StepRecord['table']
}

/** A scenario told briefly; `planned` are the steps of one that was never tried. */
export type ScenarioScript = Pick<
  ScenarioRecord,
  'name' | 'feature' | 'file' | 'line' | 'language' | 'tags' | 'outcome'
> & {
  readonly tries: readonly (readonly StepScript[])[]
  readonly planned?: readonly string[]
}

const orders = {
  feature: 'Opłacone zamówienie trafia do ERP',
  file: 'features/zamowienia.feature',
  language: 'pl',
}
const vat = {
  feature: 'Stawka VAT przy wysyłce do Unii',
  file: 'features/vat.feature',
  language: 'pl',
}
const stock = {
  feature: 'Stock from the ERP reaches the shop',
  file: 'features/stock.feature',
  language: 'en',
}
const shipping = {
  feature: 'Wysyłka i numer przesyłki',
  file: 'features/wysylka.feature',
  language: 'pl',
}
const products = {
  feature: 'Product file from the PIM',
  file: 'features/products.feature',
  language: 'en',
}

const orderLines: StepRecord['table'] = [
  ['sku', 'ilość', 'cena brutto', 'VAT'],
  ['KUB-001', '3', '33,33 zł', '23%'],
  ['KSI-007', '1', '49,90 zł', '5%'],
  ['DOSTAWA', '1', '12,99 zł', '23%'],
]

const preparing: StepScript = {
  says: 'Zakładając, że|w systemie "sklep" przygotowano nieopłacone zamówienie $zam klienta $klient:',
  table: orderLines,
  events: [
    [
      60,
      'shop',
      'shop',
      'sql',
      'orders',
      'orders: 1 row added',
      '+ id 5211  number WEB-1042  status new',
    ],
    [4, 'shop', 'shop', 'sql', 'order_lines', 'order_lines: 3 rows added'],
  ],
}
const notified = (times: number): StepScript => ({
  says: `Jeżeli|system "payu" wysyła ${times} razy powiadomienie "COMPLETED" zamówienia $zam`,
  events: Array.from({ length: times }, (_, i): EventScript => [
    i === 0 ? 20 : 9,
    'payu',
    'hub',
    'webhook',
    'POST /payments/notify',
    'POST /payments/notify 204',
    'POST /payments/notify\ncontent-type: application/json\n\n{"order":"WEB-1042","status":"COMPLETED","amount":16288}\n\n204 No Content',
  ]),
})
const exported: readonly EventScript[] = [
  [180, 'hub', '', 'log', 'INFO', 'INFO order WEB-1042 is paid, exporting'],
  [
    25,
    'hub',
    'shop',
    'sql',
    'orders',
    'orders: status new → paid',
    '  id 5211\n- status new\n+ status paid',
  ],
  [
    90,
    'hub',
    'erp',
    'sql',
    'sales_order',
    'sales_order: 1 row added',
    '+ external_number WEB-1042\n+ gross 162.88',
  ],
  [6, 'hub', 'erp', 'sql', 'sales_order_line', 'sales_order_line: 3 rows added'],
]

const roundedOrder: StepScript = {
  says: 'Wtedy|w ciągu 5 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym $zam.numer i pozostaje tak przez 1 s:',
  outcome: 'failed',
  table: [
    ['netto', 'VAT', 'brutto'],
    ['139,37 zł', '23,51 zł', '162,88 zł'],
  ],
  events: [
    ...exported,
    [
      3,
      'hub',
      '',
      'log',
      'WARN',
      'WARN totals of WEB-1042 differ by 0.01',
      undefined,
      'the hub itself saw that the totals differ',
    ],
    [1200, 'hub', 'erp', 'sql', 'sales_order', 'sales_order: unchanged'],
  ],
  differences: [
    ['erp', 'zamówienie WEB-1042', 'VAT', '23,51 zł', '23,50 zł'],
    ['erp', 'zamówienie WEB-1042', 'netto', '139,37 zł', '139,38 zł'],
  ],
  failure:
    'W systemie erp jest 1 zamówienie o numerze WEB-1042, ale 2 pola się różnią.\nPrzez 5,0 s widziano kolejno:\n  0,0 s  brak zamówienia\n  0,3 s  netto 139,38 zł, VAT 23,50 zł, brutto 162,88 zł',
}

const passing = (says: string, events: readonly EventScript[] = []): StepScript => ({
  says,
  events,
})
const skipped = (says: string): StepScript => ({ says, outcome: 'skipped' })

const noErrors = 'Oraz|w logach systemu "hub" nie ma wpisów poziomu "ERROR"'
const soapRequest =
  'POST /vat/checkVatService\ncontent-type: text/xml\n\n<soap:Envelope><soap:Body><checkVatApprox><countryCode>DE</countryCode></checkVatApprox></soap:Body></soap:Envelope>'

/** What {@link sampleRun} is made of. */
export const sampleScripts: readonly ScenarioScript[] = [
  {
    ...orders,
    name: 'Opłacone zamówienie powstaje w ERP',
    line: 8,
    tags: ['@P1', '@orders'],
    outcome: 'passed',
    tries: [
      [
        preparing,
        notified(1),
        passing(
          'Wtedy|w ciągu 5 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym $zam.numer',
          exported,
        ),
        passing(noErrors),
      ],
    ],
  },
  {
    ...orders,
    name: 'Powtórzone powiadomienie o płatności daje jedno zamówienie w ERP',
    line: 21,
    tags: ['@P1', '@orders', '@SHOP-214'],
    outcome: 'passed',
    tries: [
      [
        preparing,
        notified(3),
        passing(
          'Wtedy|w ciągu 5 s w systemie "erp" jest dokładnie 1 zamówienie o numerze obcym $zam.numer',
          exported,
        ),
        passing(noErrors),
      ],
    ],
  },
  {
    ...orders,
    name: 'Sumy i VAT zamówienia zgadzają się co do grosza',
    line: 37,
    tags: ['@P1', '@orders', '@tax'],
    outcome: 'failed',
    tries: [[preparing, notified(1), roundedOrder, skipped(noErrors)]],
  },
  {
    ...orders,
    name: 'Klient kupujący drugi raz nie powstaje w ERP ponownie',
    line: 55,
    tags: ['@P2', '@orders'],
    outcome: 'flaky',
    tries: [
      [
        preparing,
        {
          ...notified(1),
          outcome: 'failed',
          failure: 'System hub nie odpowiedział na powiadomienie w ciągu 2 s.',
          events: [
            [
              2000,
              'payu',
              'hub',
              'webhook',
              'POST /payments/notify',
              'POST /payments/notify',
              undefined,
              'no answer within 2 s',
            ],
          ],
        },
        skipped('Wtedy|w systemie "erp" nie przybył żaden kontrahent'),
      ],
      [
        preparing,
        notified(1),
        passing('Wtedy|w systemie "erp" nie przybył żaden kontrahent', exported),
      ],
    ],
  },
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
  {
    ...stock,
    name: 'A sum of differences gives the same stock as a full load',
    line: 7,
    tags: ['@P1', '@stock'],
    outcome: 'passed',
    tries: [
      [
        passing('Given|stock in system "erp" was prepared:'),
        passing('When|I trigger synchronisation "stock-diff"', [
          [20, 'erp', 'erp', 'sql', 'stock_move', 'stock_move: 2 rows added'],
          [
            160,
            'hub',
            'shop',
            'sql',
            'stock',
            'stock: 2 rows changed',
            '  KUB-001\n- available 17\n+ available 10',
          ],
        ]),
        passing('Then|within 5 s availability in system "shop" is:'),
      ],
    ],
  },
  {
    ...stock,
    name: 'An item removed from the catalogue cannot be bought',
    line: 24,
    tags: ['@P2', '@stock'],
    outcome: 'passed',
    tries: [
      [
        passing('When|in system "erp" item "KSI-007" is removed', [
          [22, 'erp', 'erp', 'sql', 'item', 'item: 1 row changed'],
        ]),
        passing('Then|within 5 s item "KSI-007" in system "shop" is not for sale', [
          [170, 'hub', 'shop', 'sql', 'products', 'products: active 1 → 0'],
        ]),
      ],
    ],
  },
  {
    ...products,
    name: 'A new product file is taken over',
    line: 5,
    tags: ['@P2', '@products'],
    outcome: 'passed',
    tries: [
      [
        passing('When|file "products.csv" appears in system "pim"', [
          [15, 'pim', 'hub', 'file', 'products.csv', 'products.csv: 412 lines, 38 KB'],
        ]),
        passing('Then|within 10 s system "shop" has 411 products from it', [
          [640, 'hub', 'shop', 'sql', 'products', 'products: 411 rows changed'],
          [12, 'hub', '', 'log', 'INFO', 'INFO products.csv done: 411 of 411'],
        ]),
      ],
    ],
  },
  {
    ...products,
    name: 'A half-written file is left alone',
    line: 17,
    tags: ['@P2', '@products'],
    outcome: 'skipped',
    tries: [[skipped('When|a half of file "products.csv" appears in system "pim"')]],
  },
  {
    ...products,
    name: 'A file in the wrong encoding is rejected and said so',
    line: 28,
    tags: ['@P2', '@products'],
    outcome: 'not-run',
    tries: [],
    planned: [
      'When|file "products.csv" in encoding "CP852" appears in system "pim"',
      'Then|within 5 s it lies in folder "rejected" of system "pim"',
    ],
  },
]
