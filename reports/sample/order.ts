import {
  passing,
  skipped,
  type EventScript,
  type ScenarioScript,
  type StepScript,
} from './script.ts'
import type { StepRecord } from '../../core/contracts/run-record.ts'

const orders = {
  feature: 'Opłacone zamówienie trafia do ERP',
  file: 'features/zamowienia.feature',
  language: 'pl',
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

const noErrors = 'Oraz|w logach systemu "hub" nie ma wpisów poziomu "ERROR"'

/** Orders: one fails, one is flaky. */
export const orderScripts: readonly ScenarioScript[] = [
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
]
