import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { columnOf, maskerOf } from '../transformer.contract.ts'
import passwordHash from '../transformers/passwordHash.ts'
import { matcher } from '../policy/glob.ts'
import { presetNames } from '../policy/presets.ts'
import { expectNoContradiction, maskByPreset, rulesOf } from './presets.contract.ts'

/** What stands in the samples and may stand in no masked one, whatever the spelling. */
const seeds = [
  /nowak/i,
  /anna/i,
  /kwiatowa/i,
  /601.?234.?567/,
  /5260250274/,
  /82020212345/,
  /83\.12\.34\.56/,
  /seed/i,
]

/** What the passwords of each sample start with, by the scheme of the product. */
const schemes: Readonly<Record<string, string>> = {
  dolibarr: '$2y$10$seed',
  erpnext: '$pbkdf2-sha256$29000$seed',
  magento: `${'5eed'.repeat(16)}:salt:1`,
  medusa: 'c2NyeXB0AA8AAAAI',
  odoo: '$pbkdf2-sha512$600000$seed',
  opencart: '$2y$10$seed',
  prestashop: '$2y$10$seed',
  shopware: '$2y$10$seed',
  sylius: '$argon2id$v=19$seed',
  tryton: '$argon2id$v=19$seed',
  woocommerce: '$P$Bseed',
}
const hashOfTestPassword = maskerOf(passwordHash.compile({ otherwise: 'bcrypt' }, columnOf('text')))

/** Where the shop itself is reached, and rights that are called like what they give. */
const ofTheCompany: ReadonlySet<string> = new Set([
  'inventory_source.email',
  'res_company.email',
  'store.email',
  'sylius_channel.contact_email',
  'tabDocPerm.email',
  'tabCustom DocPerm.email',
  'tabUser Document Type.email',
])

const products = presetNames().filter((name) => name !== 'common-columns')
const sampleOf = (product: string) => new URL(`samples/${product}.sql`, import.meta.url)

describe.each(products)('the preset %s', (product) => {
  const sample = readFileSync(sampleOf(product), 'utf8')
  const engine = sample.includes('COPY public.') ? 'postgres' : 'mysql'
  let masked = ''
  beforeAll(async () => {
    masked = await maskByPreset(product, engine, sample)
  })

  it('contradicts itself nowhere and says by which tables its product is known', async () => {
    const layer = await rulesOf(product)
    expectNoContradiction(layer)
    expect(layer.recognise?.length).toBeGreaterThan(1)
    for (const table of layer.recognise ?? [])
      expect(layer.rules.tables.some((rule) => matcher(rule.table)(table))).toBe(true)
  })

  it('keeps no column that everybody would take for a secret or for a person’s', async () => {
    const telling =
      /^(?:e_?mail|(?:user|customer|billing|contact|work|private|subscriber|comment_author)_email|email_id|first_?name|last_?name|surname|birthday|date_of_birth|iban|user_agent|ip_address|passw(?:or)?d|password_hash|api_key|salt|(?:.*_)?secret)$/
    const { rules } = await rulesOf(product)
    const kept = rules.columns
      .filter(({ column, treatment }) => treatment.verb === 'keep' && telling.test(column))
      .map(({ table, column }) => `${table}.${column}`)
    expect(kept.filter((column) => !ofTheCompany.has(column))).toEqual([])
  })

  it('leaves no personal value and no secret of the sample, and keeps the articles', () => {
    for (const seed of seeds.slice(0, 2)) expect(sample).toMatch(seed)
    for (const seed of seeds) expect(masked).not.toMatch(seed)
    expect(masked).toContain('Czapka')
  })

  it('lets testers log in: the hash of the test password is of the product’s own scheme', () => {
    expect(masked).toContain(hashOfTestPassword(schemes[product] ?? ''))
  })

  it('makes one person of one e-mail address in all tables', () => {
    const addresses = [...masked.matchAll(/[\w.-]+@[\w.-]+\.example/g)].map(([one]) => one)
    const most = Math.max(...addresses.map((one) => addresses.filter((x) => x === one).length))
    expect(most).toBeGreaterThan(1)
  })

  it('stops at a column that a plugin adds', async () => {
    const [table = ''] = /CREATE TABLE \S+ \(/.exec(sample) ?? []
    const extended = sample.replace(table, `${table}\n  plugin_note text,`)
    expect(extended).not.toBe(sample)
    await expect(maskByPreset(product, engine, extended)).rejects.toMatchObject({
      code: 'POLIGON_POLICY_UNCOVERED',
    })
  })
})

it('every preset of a product has a sample', () => {
  expect(products.filter((product) => !existsSync(sampleOf(product)))).toEqual([])
})

describe('two products in one database', () => {
  const sampleText = (product: string) => readFileSync(sampleOf(product), 'utf8')

  it.each([
    ['prestashop', 'woocommerce'],
    ['magento', 'dolibarr'],
  ])('are masked by both presets: %s, %s', async (one, other) => {
    const dump = sampleText(one) + sampleText(other)
    const masked = await maskByPreset(`[${one}, ${other}]`, 'mysql', dump)
    for (const seed of seeds) expect(masked).not.toMatch(seed)
  })

  it('are told apart by prefixes that each installation chose', async () => {
    const dump =
      sampleText('prestashop').replaceAll('`shop_', '`sklep_') +
      sampleText('woocommerce').replaceAll('`sklep_', '`blog_')
    const masked = await maskByPreset('[prestashop, woocommerce]', 'mysql', dump)
    for (const seed of seeds) expect(masked).not.toMatch(seed)
    expect(masked).toContain('`sklep_customer`')
  })
})
