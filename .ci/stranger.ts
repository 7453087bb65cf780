import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The smallest useful project of somebody who has only the package: two databases from dumps of their
 * own (made by mysqldump and pg_dump), two policies, two packs, a mock, a step, a feature, and a
 * subject that makes an invoice of every order.
 */
const files: Readonly<Record<string, string>> = {
  'environments/mine.yaml': `environment: 1
name: mine
systems:
  web:
    kind: database
    engine: mariadb
    version: '10.11'
    seed: {dump: dumps/web.sql, policy: anonymizers/web.yaml}
    pack: packs/web.yaml
  books:
    kind: database
    engine: postgres
    version: '15'
    seed: {dump: dumps/books.sql, policy: anonymizers/books.yaml}
    pack: packs/books.yaml
  rates: {kind: api, mock: rates}
  sync:
    kind: subject
    command: [node, subject/main.js]
    environment:
      WEB: \${web.url}
      BOOKS: \${books.url}
      RATES: \${rates.url}
      PORT: \${self.port}
    ready: {url: 'http://127.0.0.1:\${self.port}/'}
    triggers:
      invoices: {http: {url: 'http://127.0.0.1:\${self.port}/sync'}}
`,
  'anonymizers/web.yaml': `policy: 1
purpose: tests
source: {engine: mariadb}
tables:
  customers:
    person: email
    columns:
      id: {keep: running number}
      email: {mask: email, unique: true}
      full_name: fullName
  orders:
    columns:
      "id, customer_id, total, sent": {keep: order}
      number: {keep: number of the order, risk: indirect}
`,
  'anonymizers/books.yaml': `policy: 1
purpose: tests
source: {engine: postgres}
tables:
  invoices:
    columns:
      "id, order_number, amount": {keep: invoice}
      email: email
`,
  'packs/web.yaml': `pack: 1
nouns:
  customer:
    words: [customer, customers]
    table: customers
    key: id
    columns:
      id: {words: [id], sql: id}
      email: {words: [e-mail], sql: email, personal: true}
  order:
    words: [order, orders]
    table: orders
    key: id
    columns:
      number: {words: [number], sql: number}
      total: {words: [total], sql: total, type: money}
    prepare:
      defaults: {total: '0'}
      variants: {fresh: {words: [fresh], set: {}}}
      statements:
        - >-
          INSERT INTO orders (number, customer_id, total)
          VALUES (concat('T', \${new.number}), \${customer.id}, \${self.total})
      find: number = concat('T', \${new.number})
`,
  'packs/books.yaml': `pack: 1
nouns:
  invoice:
    words: [invoice, invoices]
    table: invoices
    key: id
    columns:
      number: {words: [order number], sql: order_number}
      amount: {words: [amount], sql: amount, type: money}
      email: {words: [e-mail], sql: email, personal: true}
`,
  'mocks/rates.ts': `import { http, HttpResponse } from 'msw'
import { defineMock } from 'poligon/mocks'

interface State {
  rate: string
}

export default defineMock<State>({
  name: 'rates',
  describe: 'Exchange rates',
  origin: 'https://rates.example',
  protocol: 'http',
  initialState: () => ({ rate: '1' }),
  handlers: ({ state }) => [
    http.get('https://rates.example/rate', () => HttpResponse.json({ rate: state.rate })),
  ],
  switches: {
    rate: { describe: 'The rate of all', example: '4.5', apply: (state, argument) => void (state.rate = argument) },
  },
})
`,
  'steps/books.steps.ts': `import { StepFailure, Then, type PoligonWorld } from 'poligon/steps'

Then('the books hold {int} invoices', async function (this: PoligonWorld, count: number) {
  const [row] = await this.calls.query('books', 'SELECT count(*) AS n FROM invoices', [])
  if (Number(row?.['n']) !== count) throw new StepFailure(\`expected \${count}, found \${row?.['n']}\`)
})
`,
  'features/invoices.feature': `Feature: Invoices
  Scenario: An order becomes an invoice at the rate of the day
    Given from the snapshot I take a customer $customer
    And system "rates" has "rate" turned to "2"
    And in system "web" a fresh order $order of customer $customer was prepared with total "12.50"
    When I trigger synchronisation "invoices"
    Then within 5 s in system "books" there is exactly 1 invoice with order number $order.number:
      | amount | e-mail          |
      | 25.00  | $customer.email |
    And within 1 s system "rates" received exactly 1 request "GET /rate"
    And the books hold 3 invoices
`,
  'subject/main.js': `import http from 'node:http'
import mysql from 'mysql2/promise'
import pg from 'pg'

const { WEB, BOOKS, RATES, PORT } = process.env
const web = await mysql.createConnection(WEB.replace('mariadb:', 'mysql:'))
const books = new pg.Client({ connectionString: BOOKS })
await books.connect()

async function sync() {
  const [orders] = await web.query(
    'SELECT o.id, o.number, o.total, c.email FROM orders o JOIN customers c ON c.id = o.customer_id WHERE sent = 0',
  )
  for (const { id, number, total, email } of orders) {
    const { rate } = await (await fetch(RATES + '/rate')).json()
    await books.query('INSERT INTO invoices (order_number, email, amount) VALUES ($1, $2, $3)', [number, email, total * rate])
    await web.query('UPDATE orders SET sent = 1 WHERE id = ?', [id])
  }
}

http
  .createServer(async (request, response) => {
    if (request.url === '/sync') await sync()
    response.end('ok')
  })
  .listen(Number(PORT), '127.0.0.1')
`,
  'tsconfig.json': `{
  "compilerOptions": {"module": "nodenext", "target": "es2024", "strict": true, "noEmit": true, "types": ["node"]},
  "include": ["steps", "mocks"]
}
`,
}

/** Lays the project out in `folder`. */
export function layOutProject(folder: string): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  cpSync(join(import.meta.dirname, 'stranger'), join(folder, 'dumps'), { recursive: true })
}
