import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { Flow, Hub } from '../flow.ts'
import { log } from '../log.ts'
import { formatMoney } from '../money.ts'
import { decodeText } from './csv.ts'
import { readProducts, type ProductRow } from './product-rows.ts'
import { csvFiles, settledFiles } from './settled-files.ts'

/** Product files of the PIM go to the shop; then they lie in `processed/`, or in `rejected/` with the reasons. */
export function importProducts(hub: Hub): Flow {
  const folder = hub.settings.pimFolder
  return {
    name: 'products',
    polled: true,
    jobs: [],
    look: async () => {
      let products = 0
      for (const name of await settledFiles(folder)) products += await importFile(hub, name)
      return products
    },
    drained: async () => (await csvFiles(folder)).length === 0,
  }
}

async function importFile(hub: Hub, name: string): Promise<number> {
  const folder = hub.settings.pimFolder
  const read = readProducts(decodeText(await readFile(join(folder, name))))
  if ('reasons' in read) {
    const kept = await moveTo(folder, 'rejected', name)
    await writeFile(`${kept}.reasons.txt`, `${read.reasons.join('\n')}\n`)
    log('WARN', 'product file rejected', { file: name, count: read.reasons.length })
    return 0
  }
  await writeProducts(hub, read.products)
  await moveTo(folder, 'processed', name)
  log('INFO', 'product file imported', { file: name, count: read.products.length })
  return read.products.length
}

/** All products of a file in one transaction; a new one can be bought when it has stock. */
async function writeProducts({ databases }: Hub, products: readonly ProductRow[]): Promise<void> {
  const connection = await databases.shop.getConnection()
  try {
    await connection.beginTransaction()
    for (const { sku, name, price, vatRate, ean, description } of products)
      await connection.query(
        `INSERT INTO products (sku, name, price_gross, vat_rate, ean, description) VALUES (?, ?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE name = VALUES(name), price_gross = VALUES(price_gross),
           vat_rate = VALUES(vat_rate), ean = coalesce(VALUES(ean), ean),
           description = coalesce(VALUES(description), description)`,
        [sku, name, formatMoney(price), formatMoney(vatRate), ean, description],
      )
    await connection.query(
      `INSERT INTO product_stock (product_id) SELECT id FROM products WHERE sku IN (?)
       ON DUPLICATE KEY UPDATE product_id = product_stock.product_id`,
      [products.map(({ sku }) => sku)],
    )
    await connection.commit()
  } catch (error) {
    await connection.rollback().catch(() => {})
    throw error
  } finally {
    connection.release()
  }
}

/** Moves without overwriting an earlier file of the same name. Resolves with the new path. */
async function moveTo(folder: string, place: string, name: string): Promise<string> {
  await mkdir(join(folder, place), { recursive: true })
  const ending = extname(name)
  const stem = basename(name, ending)
  let target = join(folder, place, name)
  for (let copy = 2; existsSync(target); copy++)
    target = join(folder, place, `${stem}-${copy}${ending}`)
  await rename(join(folder, name), target)
  return target
}
