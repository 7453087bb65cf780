import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  browserProgram,
  faintTexts,
  openOffline,
  quietBrowser,
} from './page/in-browser.contract.ts'
import { sampleRun } from './sample/run.ts'
import { writeReport } from './write-report.ts'

describe.skipIf(browserProgram === undefined)('the report in a browser, network off', () => {
  let folder: string
  let address: string
  let browser: Browser
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'poligon-browser-'))
    address = pathToFileURL((await writeReport(sampleRun(), folder)).html).href
    browser = await chromium.launch({ executablePath: browserProgram!, args: quietBrowser })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = <T>(
    options: BrowserContextOptions,
    look: (page: Page, complaints: readonly string[]) => Promise<T>,
    anchor = '',
  ) => openOffline(browser, address + anchor, options, look)

  it.each([360, 768, 1280])('fits a window of %i pixels and asks for nothing', async (width) => {
    await open({ viewport: { width, height: 900 } }, async (page, complaints) => {
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(complaints).toEqual([])
    })
  })

  it.each(['light', 'dark'] as const)(
    'is readable in %s colours (WCAG AA)',
    async (colorScheme) => {
      await open({ colorScheme, viewport: { width: 1280, height: 900 } }, async (page) => {
        await page.getByRole('button', { name: 'Rozwiń wszystkie' }).click()
        const { seen, faint } = await page.evaluate<{ seen: number; faint: string[] }>(faintTexts)
        expect(seen).toBeGreaterThan(200)
        expect(faint).toEqual([])
      })
    },
  )

  it('is complete without script', async () => {
    await open({ javaScriptEnabled: false }, async (page) => {
      expect(await page.getByRole('searchbox').count()).toBe(0)
      const failed = page.locator('details.failed').first()
      expect(await failed.locator('svg.timeline').isVisible()).toBe(true)
      const calm = page.locator('details.passed').first()
      expect(await calm.locator('.steps').isVisible()).toBe(false)
      await calm.locator('summary').first().focus()
      await page.keyboard.press('Enter')
      expect(await calm.locator('.steps').isVisible()).toBe(true)
    })
  })

  it('finds scenarios by words and by outcome', async () => {
    await open({}, async (page) => {
      const shown = () => page.locator('details.scenario:visible .name').allTextContents()
      expect(await shown()).toHaveLength(14)
      await page.getByRole('searchbox').fill('@shop-214 powiadomienie')
      expect(await shown()).toEqual([
        'Powtórzone powiadomienie o płatności daje jedno zamówienie w ERP',
      ])
      await page.getByRole('searchbox').fill('')
      await page.getByRole('combobox').selectOption('not-run')
      expect(await shown()).toEqual(['A file in the wrong encoding is rejected and said so'])
      await page.getByRole('searchbox').fill('nie ma takiego')
      expect(await page.getByText('Żaden scenariusz nie pasuje.').isVisible()).toBe(true)
    })
  })

  it('opens what a link points to', async () => {
    await open(
      {},
      async (page) => {
        expect(await page.locator('#s1 .steps').isVisible()).toBe(true)
        await page.getByRole('button', { name: 'Zwiń wszystkie', exact: true }).click()
        await page.getByRole('link', { name: 'Sumy i VAT zamówienia' }).click()
        await page.locator('#s3[open]').waitFor({ state: 'attached', timeout: 10_000 })
      },
      '#s1',
    )
  })

  it('has one main landmark, named regions and no empty heading', async () => {
    await open({}, async (page) => {
      expect(await page.getByRole('main').count()).toBe(1)
      expect(await page.getByRole('navigation').count()).toBe(1)
      expect(await page.getByRole('region', { name: 'Co wymaga uwagi' }).count()).toBe(1)
      const headings = await page.locator('h1, h2, h3, h4, h5').allTextContents()
      expect(headings.filter((text) => text.trim() === '')).toEqual([])
    })
  })
})
