import { parseMoney } from '../money.ts'
import { parseCsv } from './csv.ts'

export interface ProductRow {
  readonly sku: string
  readonly name: string
  /** Gross, in grosz. */
  readonly price: number
  /** In hundredths of a per cent. */
  readonly vatRate: number
  readonly ean: string | null
  readonly description: string | null
}

/** Column names that the PIM may write, in any order. */
const columns = {
  sku: ['sku', 'indeks'],
  name: ['name', 'nazwa'],
  price: ['price_gross', 'cena_brutto'],
  vatRate: ['vat_rate', 'vat'],
  ean: ['ean'],
  description: ['description', 'opis'],
} as const

type Column = keyof typeof columns
const required = ['sku', 'name', 'price', 'vatRate'] as const
const vatRates = [0, 500, 800, 2300]

/** All products of a file, or everything that is wrong with it: a file is taken whole or not at all. */
export function readProducts(
  text: string,
): { readonly products: readonly ProductRow[] } | { readonly reasons: readonly string[] } {
  let lines: ReturnType<typeof parseCsv>
  try {
    lines = parseCsv(text)
  } catch (error) {
    return { reasons: [error instanceof Error ? error.message : 'not a CSV file'] }
  }
  const [header, ...rows] = lines
  if (!header || rows.length === 0) return { reasons: ['the file has no products'] }
  const names = header.fields.map((field) => field.trim().toLowerCase())
  const index = (column: Column) =>
    names.findIndex((name) => (columns[column] as readonly string[]).includes(name))
  const missing = required.filter((column) => index(column) < 0)
  if (missing.length > 0)
    return { reasons: missing.map((column) => `line 1: column ${columns[column][0]} is missing`) }

  const reasons: string[] = []
  const products: ProductRow[] = []
  const seen = new Set<string>()
  for (const { line, fields } of rows) {
    const field = (column: Column) => fields[index(column)]?.trim() ?? ''
    const problem = (what: string) => reasons.push(`line ${line}: ${what}`)
    if (fields.length !== names.length) {
      problem(`${fields.length} fields instead of ${names.length}`)
      continue
    }
    const price = parseMoney(field('price'))
    const vatRate = parseMoney(field('vatRate').replace(/\s*%$/, ''))
    const ean = field('ean')
    if (!/^[\w.-]{1,32}$/.test(field('sku'))) problem('sku is missing or has other characters')
    else if (seen.has(field('sku'))) problem('sku stands in the file twice')
    if (field('name') === '') problem('name is missing')
    if (price === undefined || price <= 0) problem('price_gross is no amount above zero')
    if (vatRate === undefined || !vatRates.includes(vatRate))
      problem('vat_rate is not 0, 5, 8 or 23')
    if (ean !== '' && !/^(\d{8}|\d{13})$/.test(ean)) problem('ean has not 8 or 13 digits')
    seen.add(field('sku'))
    products.push({
      sku: field('sku'),
      name: field('name'),
      price: price ?? 0,
      vatRate: vatRate ?? 0,
      ean: ean || null,
      description: field('description') || null,
    })
  }
  return reasons.length > 0 ? { reasons } : { products }
}
