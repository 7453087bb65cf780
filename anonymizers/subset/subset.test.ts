import { describe, expect, it } from 'vitest'
import type { PoligonError } from '../../core/errors.ts'
import { maskText } from '../mask-text.contract.ts'

const head = (engine: string) => `policy: 1\npurpose: tests\nsource: {engine: ${engine}}\n`

const shopSchema = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int NOT NULL, \`email\` varchar(120), \`created\` datetime, PRIMARY KEY (\`id\`));
CREATE TABLE \`order\` (\`id\` int NOT NULL, \`customer_id\` int, PRIMARY KEY (\`id\`), FOREIGN KEY (\`customer_id\`) REFERENCES \`customer\` (\`id\`));
CREATE TABLE \`line\` (\`id\` int NOT NULL, \`order_id\` int, \`product_id\` int, FOREIGN KEY (\`order_id\`) REFERENCES \`order\` (\`id\`), FOREIGN KEY (\`product_id\`) REFERENCES \`product\` (\`id\`));
CREATE TABLE \`product\` (\`id\` int NOT NULL, PRIMARY KEY (\`id\`));
CREATE TABLE \`picture\` (\`product_id\` int, FOREIGN KEY (\`product_id\`) REFERENCES \`product\` (\`id\`));
CREATE TABLE \`setting\` (\`id\` int);
CREATE TABLE \`comment\` (\`id\` int, \`about\` varchar(9), \`subject\` varchar(20));
`
const shop = `${shopSchema}INSERT INTO \`customer\` VALUES (1,'a@firma.pl','2025-05-05 00:00:00'),(2,'b@firma.pl','2026-02-02 00:00:00');
INSERT INTO \`order\` VALUES (10,1),(20,2),(21,2),(30,NULL);
INSERT INTO \`line\` VALUES (100,10,1000),(200,20,1001),(201,21,1002),(300,30,1001);
INSERT INTO \`product\` VALUES (1000),(1001),(1002),(1003);
INSERT INTO \`picture\` VALUES (1000),(1001),(1003);
INSERT INTO \`setting\` VALUES (7);
INSERT INTO \`comment\` VALUES (1,'order','20'),(2,'order','10'),(3,'product','10'),(4,'other','20');
`
const shopPolicy = `${head('mysql')}tables:
  customer: {person: email, columns: {email: email, created: {keep: a day}}}
columns:
  "*.id": {keep: a number}
  "*.*_id": {keep: a number}
  comment.about: {keep: a kind}
  comment.subject: {keep: a number}
`
const kept = (said: string) => shopPolicy + said

/** The first numbers of the rows of each table. */
function idsOf(output: Buffer): Record<string, number[]> {
  return Object.fromEntries(
    [...output.toString().matchAll(/INSERT INTO `(\w+)` VALUES ([^;]*);/g)].map(
      ([, table = '', rows = '']) => [
        table,
        [...rows.matchAll(/\((\d+)/g)].map(([, id]) => Number(id)),
      ],
    ),
  )
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (failure: unknown) => failure as PoligonError,
  )

const buyers = `policy: 1
purpose: tests
source: {engine: mysql}
tables:
  buyer: {columns: {id: {keep: a number}, mail: email}}
  sale: {columns: {id: {keep: a number}, buyer_id: {keep: a number}, note: {keep: a constant}}}
`

describe('a subset of a shop', () => {
  const recent = "customer where created >= '2026-01-01'"

  it('has the rows asked for, what depends on them, and what they refer to', async () => {
    const { output, report } = await maskText(shop, kept(''), { subset: [recent] })
    expect(idsOf(output)).toEqual({
      customer: [2],
      order: [20, 21],
      line: [200, 201],
      product: [1001, 1002],
      picture: [1001],
      setting: [7],
      comment: [1, 2, 3, 4],
    })
    expect(report.subset).toEqual([recent])
    expect(report.tables.find(({ table }) => table === 'order')).toMatchObject({
      rows: 2,
      rowsIn: 4,
    })
    expect(output.includes('@firma.pl')).toBe(false)
  })

  it('may stand in the policy, and what is asked for beside it comes first', async () => {
    const policy = kept('subset: customer where id = 1\n')
    expect(idsOf((await maskText(shop, policy)).output)['order']).toEqual([10])
    const { output } = await maskText(shop, policy, { subset: ['customer where id = 2'] })
    expect(idsOf(output)['order']).toEqual([20, 21])
  })

  it('leaves out all that it does not need when others are to be empty', async () => {
    const { output } = await maskText(shop, kept(`subset: {of: "${recent}", others: empty}\n`))
    expect(Object.keys(idsOf(output))).toEqual(['customer', 'order', 'line', 'product'])
  })

  it('follows relations that the policy names, also where another column says to what', async () => {
    const relations = `relations:
  - {from: comment.subject, when: "about = 'order'", to: order.id}
  - {from: comment.subject, when: "about = 'product'", to: product.id}
`
    const { output } = await maskText(shop, kept(relations), { subset: [recent] })
    expect(idsOf(output)['comment']).toEqual([1])
  })

  it('does not bring along what is left, and brings what is to be followed always', async () => {
    const leave = 'relations: [{from: order.customer_id, to: customer.id, children: leave}]\n'
    const left = idsOf((await maskText(shop, kept(leave), { subset: [recent] })).output)
    expect([left['customer'], left['order'], left['line']]).toEqual([[2], [30], [300]])
    const follow = 'relations: [{from: line.product_id, to: product.id, children: follow}]\n'
    const { output } = await maskText(shop, kept(follow), { subset: [recent] })
    expect(idsOf(output)['line']).toEqual([200, 201, 300])
    expect(idsOf(output)['order']).toEqual([20, 21, 30])
  })

  it('takes several starts together', async () => {
    const { output } = await maskText(shop, kept(''), {
      subset: ['customer where id = 1, product where id = 1003'],
    })
    expect(idsOf(output)['product']).toEqual([1000, 1003])
  })

  it.each([
    ['customer where', 'POLIGON_USAGE', /cannot be read/],
    ['customers where id = 1', 'POLIGON_USAGE', /no table customers.*customer/],
    ['customer where name = 1', 'POLIGON_USAGE', /no column name/],
    ['customer where idd = 1', 'POLIGON_USAGE', /no column idd.*Did you mean id\?/],
    ['customer where id = 99', 'POLIGON_POLICY_UNMATCHED', /No row/],
    ['10% of setting', 'POLIGON_USAGE', /neither a person nor a primary key/],
  ])('is refused when it cannot be meant: %s', async (subset, code, said) => {
    const failure = await refusalOf(maskText(shop, kept(''), { subset: [subset] }))
    expect(failure?.code).toBe(code)
    expect(failure?.message).toMatch(said)
  })

  it('is refused at its line of the policy', async () => {
    const failure = await refusalOf(maskText(shop, kept('subset: 10 of customer\n')))
    expect(failure?.code).toBe('POLIGON_CONFIG')
    expect(failure?.place.line).toBe(11)
  })
})

const pgSchema = (tables: string) => `-- PostgreSQL database dump\n${tables}\n`
const copy = (table: string, rows: readonly string[]) =>
  `COPY public.${table} FROM stdin;\n${rows.map((row) => `${row}\n`).join('')}\\.\n`
const rowsOf = (output: Buffer, table: string) =>
  new RegExp(`COPY public\\.${table} [^;]*;\n([^\\\\]*)\\\\\\.`)
    .exec(output.toString())?.[1]
    ?.split('\n')
    .slice(0, -1)

describe('a subset of partitioned and inherited tables', () => {
  const schema =
    pgSchema(`CREATE TABLE public.event (id integer NOT NULL, person integer) PARTITION BY RANGE (id);
CREATE TABLE public.event_1 (id integer NOT NULL, person integer);
CREATE TABLE public.event_2 (id integer NOT NULL, person integer);
ALTER TABLE ONLY public.event ATTACH PARTITION public.event_1 FOR VALUES FROM (1) TO (10);
ALTER TABLE ONLY public.event ATTACH PARTITION public.event_2 FOR VALUES FROM (10) TO (20);
CREATE TABLE public.person (id integer NOT NULL);
CREATE TABLE public.guest (id integer) INHERITS (public.person);
CREATE TABLE public.note (event integer);`)
  const data =
    copy('event_1', ['1\t1', '2\t2']) +
    copy('event_2', ['11\t1', '12\t2']) +
    copy('person', ['1', '2']) +
    copy('guest', ['5']) +
    copy('note', ['1', '11', '12'])
  const keys = `ALTER TABLE ONLY public.person ADD CONSTRAINT p PRIMARY KEY (id);
ALTER TABLE public.event ADD CONSTRAINT f FOREIGN KEY (person) REFERENCES public.person(id);
ALTER TABLE public.note ADD CONSTRAINT g FOREIGN KEY (event) REFERENCES public.event(id);
`
  const policy = `${head('postgres')}columns:
  "*.id": {keep: a number}
  "*.person": {keep: a number}
  note.event: {keep: a number}
`

  it('is told the table that was probably meant, also without its schema', async () => {
    const failure = await refusalOf(
      maskText(schema + data + keys, policy, { subset: ['persn where id = 1'] }),
    )
    expect(failure?.message).toMatch(/no table persn .*Did you mean person\?/)
  })

  it('sees the rows of all partitions as those of their table', async () => {
    const { output } = await maskText(schema + data + keys, policy, {
      subset: ['person where id = 1'],
    })
    expect(rowsOf(output, 'event_1')).toEqual(['1\t1'])
    expect(rowsOf(output, 'event_2')).toEqual(['11\t1'])
    expect(rowsOf(output, 'note')).toEqual(['1', '11'])
  })

  it('starts from the rows that a query of the table would show', async () => {
    const one = await maskText(schema + data + keys, policy, { subset: ['event where id > 10'] })
    expect(rowsOf(one.output, 'event_1')).toEqual([])
    expect(rowsOf(one.output, 'event_2')).toEqual(['11\t1', '12\t2'])
    const other = await maskText(schema + data + keys, policy, { subset: ['person where id > 1'] })
    expect(rowsOf(other.output, 'person')).toEqual(['2'])
    expect(rowsOf(other.output, 'guest')).toEqual(['5'])
  })
})

describe('a share of a table', () => {
  const people = Array.from({ length: 400 }, (_, i) => `k${i}@firma.pl`)
  const erp = (shift: number) =>
    pgSchema('CREATE TABLE public.partner (id integer NOT NULL, mail text, name text);') +
    copy(
      'partner',
      people.map((mail, i) => `${i + shift}\t${mail.toUpperCase()}\tfirst ${i}`),
    ) +
    'ALTER TABLE ONLY public.partner ADD CONSTRAINT p PRIMARY KEY (id);\n'
  const erpPolicy = `${head('postgres')}tables:
  partner: {person: mail, columns: {mail: email, name: fullName, id: {keep: a number}}}
`
  const shopOf = `${shopSchema}INSERT INTO \`customer\` VALUES ${people.map((mail, i) => `(${i},'${mail}',NULL)`).join(',')};\n`

  const shopIds = async (share: string) =>
    idsOf((await maskText(shopOf, kept(''), { subset: [`${share} of customer`] })).output)[
      'customer'
    ] ?? []

  it('is about as large as asked for, the same in every run, and part of a larger one', async () => {
    const [ten, again, twenty] = [await shopIds('10%'), await shopIds('10%'), await shopIds('20%')]
    expect(ten.length).toBeGreaterThan(20)
    expect(ten.length).toBeLessThan(65)
    expect(again).toEqual(ten)
    expect(twenty).toEqual(expect.arrayContaining(ten))
    expect(twenty.length).toBeGreaterThan(ten.length)
  })

  it('has the same persons in every database that is masked with the key', async () => {
    const { output } = await maskText(erp(5000), erpPolicy, { subset: ['10% of partner'] })
    const ids = rowsOf(output, 'partner')?.map((row) => Number.parseInt(row) - 5000)
    expect(ids).toEqual(await shopIds('10%'))
  })

  it('can be what a table is reduced to, or its first rows', async () => {
    const share = (rows: string) =>
      maskText(erp(0), erpPolicy.replace('{person', `{rows: {${rows}}, person`))
    const first = await share('first: 3')
    expect(rowsOf(first.output, 'partner')?.map((row) => Number.parseInt(row))).toEqual([0, 1, 2])
    const sampled = await share('sample: 10%')
    expect(rowsOf(sampled.output, 'partner')?.map((row) => Number.parseInt(row))).toEqual(
      await shopIds('10%'),
    )
    expect(sampled.report.tables[0]?.rowsIn).toBe(400)
  })

  it('is refused for a table whose rows are referred to, with what to do', async () => {
    const failure = await refusalOf(
      maskText(shop, kept('').replace('{person', '{rows: {first: 1}, person')),
    )
    expect(failure?.code).toBe('POLIGON_POLICY_REFUSED')
    expect(failure?.message).toMatch(/order.*customer_id|customer\.id/)
    expect(failure?.message).toMatch(/subset/)
  })

  it('gives the same bytes for every number of workers', async () => {
    const rows = Array.from(
      { length: 40_000 },
      (_, i) => `${i}\tp${i}@firma.pl\tJan ${'x'.repeat(80)}`,
    )
    const dump =
      pgSchema('CREATE TABLE public.partner (id integer NOT NULL, mail text, name text);') +
      copy('partner', rows) +
      'ALTER TABLE ONLY public.partner ADD CONSTRAINT p PRIMARY KEY (id);\n'
    const masked = (jobs: number) =>
      maskText(dump, erpPolicy, { jobs, subset: ["30% of partner where mail like '%5@%'"] })
    const { output } = await masked(0)
    expect(output.length).toBeGreaterThan(80_000)
    for (const jobs of [1, 3]) expect((await masked(jobs)).output.equals(output)).toBe(true)
  })

  it('has the same rows in every number of workers where tables refer to each other', async () => {
    const rows = (name: string, count: number, field: (row: number) => string) =>
      Array.from({ length: count / 1000 }, (_, part) => {
        const all = Array.from({ length: 1000 }, (_, i) => `(${field(part * 1000 + i)})`)
        return `INSERT INTO \`${name}\` VALUES ${all.join(',')};\n`
      }).join('')
    const text = `'${"it\\'s ),( ".repeat(9)}'`
    const dump =
      'CREATE TABLE `buyer` (`id` int NOT NULL, `mail` varchar(90), PRIMARY KEY (`id`));\n' +
      'CREATE TABLE `sale` (`buyer_id` int, `note` varchar(200), `id` int NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `c` FOREIGN KEY (`buyer_id`) REFERENCES `buyer` (`id`));\n' +
      rows('buyer', 4000, (row) => `${row},'b${row}@sklep.pl'`) +
      rows('sale', 16_000, (row) => `${row % 5 === 0 ? 'NULL' : row % 4000},${text},${row}`)
    const masked = async (jobs: number) =>
      await maskText(dump, buyers, { jobs, subset: ['25% of buyer'] })
    const { output } = await masked(0)
    const found = output.toString()
    const kept = new Set([...found.matchAll(/\((\d+),'[^']*@/g)].map(([, id]) => id))
    const sales = [...found.matchAll(/\((\d+|NULL),'it/g)].map(([, buyer]) => buyer)
    expect(kept.size).toBeGreaterThan(800)
    expect(sales.length).toBeGreaterThan(2 * kept.size)
    expect(sales.filter((buyer) => buyer !== 'NULL' && !kept.has(buyer))).toEqual([])
    expect((await masked(2)).output.equals(output)).toBe(true)
  })
})
