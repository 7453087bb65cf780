import { passing, skipped, type ScenarioScript } from './script.ts'

const stock = {
  feature: 'Stock from the ERP reaches the shop',
  file: 'features/stock.feature',
  language: 'en',
}

const products = {
  feature: 'Product file from the PIM',
  file: 'features/products.feature',
  language: 'en',
}

/** Stock and products: one is skipped, one was never run. */
export const catalogueScripts: readonly ScenarioScript[] = [
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
