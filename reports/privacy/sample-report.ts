import type { MaskReport } from '../../core/contracts/mask-report.ts'

const digest = (sign: string) => `sha256:${sign.repeat(32)}`

/** The report of an invented masking in which everything occurs that a report can tell. */
export const sampleReport = (): MaskReport => ({
  source: '/dumps/2026-05-01/ksiegarnia.sql.gz',
  target: '/copies/ksiegarnia-masked.sql.gz',
  status: 'pseudonymised',
  created: '2026-05-01T06:30:00.000Z',
  expires: '2026-05-31T06:30:00.000Z',
  purpose: 'testy integracji sklepu z ERP',
  controller: { name: 'Księgarnia Kot sp. z o.o.', agreement: 'DPA 2026/3' },
  project: 'wypożyczenia i przypomnienia',
  retention: '30d',
  policy: digest('5a'),
  schema: digest('77'),
  approved: false,
  approvals: [
    { role: 'IOD', name: 'Anna Przykładowa', on: '2026-04-02', of: digest('31'), current: false },
    { role: 'security', on: '2026-03-30', of: digest('31'), current: false },
  ],
  versions: { poligon: '0.1.0', node: '24.21.0', dump: 'mariadb' },
  keyId: '3f9d1c2b4a596877',
  set: '2026-05',
  kernel: 'wasm',
  subset: ['10% of readers'],
  tables: [
    {
      table: 'readers',
      rows: 1_204,
      rowsIn: 12_040,
      maskedColumns: ['email', 'name', 'phone', 'born', 'extra', 'password', 'note'],
    },
    { table: 'loans', rows: 18_322, rowsIn: 183_220, maskedColumns: ['note'] },
    { table: 'settings', rows: 214, rowsIn: 214, maskedColumns: ['value'] },
    { table: 'sessions', rows: 0, rowsIn: 88_004, maskedColumns: [] },
    { table: 'books', rows: 5_310, rowsIn: 5_310, maskedColumns: [] },
  ],
  keptColumns: [
    { table: 'readers', column: 'id', reason: 'klucz wiersza', risk: 'indirect' },
    { table: 'readers', column: 'postcode', reason: 'testy obszarów dostaw', risk: 'indirect' },
    { table: 'readers', column: 'sex', reason: 'testy korespondencji', risk: 'indirect' },
    { table: 'loans', column: 'id', reason: 'klucz wiersza', risk: 'indirect' },
    { table: 'loans', column: 'lent_on', reason: 'testy terminów', risk: 'low' },
    { table: 'loans', column: 'fee', reason: 'testy rozliczeń', risk: 'low' },
    ...['id', 'title', 'author_key', 'price', 'added'].map((column) => ({
      table: 'books',
      column,
      reason: 'opis książki, nie osoby',
    })),
    { table: 'settings', column: 'name', reason: 'nazwa ustawienia' },
  ],
  treatments: [
    mask('readers', 'email', 'email'),
    mask('readers', 'name', 'fullName'),
    { ...mask('readers', 'phone', 'phone'), harmless: false },
    mask('readers', 'born', 'birthDate'),
    { ...mask('readers', 'extra', 'json'), review: true },
    { ...mask('readers', 'password', 'passwordHash'), secret: true },
    { table: 'readers', column: 'note', treatment: 'drop' },
    { table: 'loans', column: 'note', treatment: 'drop', review: true },
    { ...mask('settings', 'value', 'chosenBy'), secret: true },
  ],
  uniqueKeys: [
    { table: 'readers', columns: ['email'], proof: 'width' },
    { table: 'readers', columns: ['phone'], proof: 'bijection' },
    { table: 'settings', columns: ['name', 'value'], proof: 'other columns' },
  ],
  optOuts: [
    {
      table: 'readers',
      column: 'phone',
      what: 'realistic',
      reason: 'walidator ERP przyjmuje tylko prawdziwe prefiksy',
    },
    { table: 'readers', column: 'extra', part: '$.settings', what: 'other paths kept' },
    {
      table: 'loans',
      column: 'lent_on',
      what: 'kept',
      reason: 'testy terminów',
      risk: 'low',
    },
  ],
  warnings: ['The policy was approved in another state.'],
  measured: [
    {
      table: 'readers',
      why: 'declared',
      columns: [
        { column: 'born', precision: 'whole' },
        { column: 'postcode', precision: 'whole' },
        { column: 'sex', precision: 'whole' },
      ],
      rows: 1_204,
      classes: 201,
      smallest: 5,
      unique: 0,
      fewerThanFive: 0,
      sensitive: [{ column: 'illness', fewest: 2 }],
    },
    {
      table: 'loans',
      why: 'event',
      columns: [
        { column: 'lent_on', precision: 'day' },
        { column: 'fee', precision: 'whole' },
      ],
      rows: 18_322,
      classes: 3_120,
      smallest: 1,
      unique: 141,
      fewerThanFive: 1_020,
      sensitive: [],
    },
    {
      table: 'reservations',
      why: 'person',
      columns: [
        { column: 'born', precision: 'year' },
        { column: 'town', precision: 'whole' },
      ],
      rows: 0,
      classes: 0,
      smallest: 0,
      unique: 0,
      fewerThanFive: 0,
      sensitive: [],
    },
  ],
  limits: { kAnonymity: 5, lDiversity: 2, singledOut: 0.01 },
  hashes: { input: digest('0c'), output: digest('e1') },
  trail: { number: 42, hash: digest('9b') },
  verified: true,
  verification: {
    originals: 48_111,
    rows: 24_836,
    fields: 301_440,
    explained: [
      {
        table: 'books',
        column: 'title',
        kind: 'lastName',
        rows: 3,
        why: 'kept',
        reason: 'what the shop sells, printed on its covers',
      },
      { table: '', column: '', kind: 'firstName', rows: 1, why: 'chance' },
    ],
    unaligned: ['loans'],
  },
  bytesIn: 210_000_000,
  bytesOut: 21_000_000,
  seconds: 4.2,
})

function mask(
  table: string,
  column: string,
  transformer: string,
): MaskReport['treatments'][number] {
  return { table, column, treatment: 'mask', transformer, harmless: true }
}
