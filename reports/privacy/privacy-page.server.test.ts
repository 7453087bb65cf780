import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import {
  browserProgram,
  faintTexts,
  openOffline,
  quietBrowser,
} from '../page/in-browser.contract.ts'
import { languages } from '../texts.ts'
import { privacyPage } from './privacy-page.ts'
import { sampleReport } from './sample-report.ts'

describe.skipIf(browserProgram === undefined)(
  'the privacy report in a browser, network off',
  () => {
    let folder = ''
    let browser: Browser
    const addressOf = (language: string) => pathToFileURL(join(folder, `${language}.html`)).href
    beforeAll(async () => {
      folder = makeTestFolder('privacy-page')
      for (const language of languages)
        writeFileSync(join(folder, `${language}.html`), await privacyPage(sampleReport(), language))
      browser = await chromium.launch({ executablePath: browserProgram!, args: quietBrowser })
    })
    afterAll(async () => {
      await browser?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    it.each(
      languages.flatMap((language) => [360, 768, 1280].map((width) => [language, width] as const)),
    )('fits in %s a window of %i pixels, and asks for nothing', async (language, width) => {
      const viewport = { width, height: 900 }
      await openOffline(browser, addressOf(language), { viewport }, async (page, complaints) => {
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
        expect(complaints).toEqual([])
      })
    })

    it.each(languages)('fits in %s on A4, with room for a signature', async (language) => {
      // 180 mm at 96 pixels an inch: what 15 mm on both sides leave of 210 mm.
      const viewport = { width: 680, height: 900 }
      await openOffline(browser, addressOf(language), { viewport }, async (page) => {
        await page.emulateMedia({ media: 'print' })
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(680)
        expect(await page.getByRole('navigation').count()).toBe(0)
        expect(await page.locator('#signature .lines > div').count()).toBe(5)
        expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000)
      })
    })

    it.each(['light', 'dark'] as const)(
      'is readable in %s colours (WCAG AA)',
      async (colorScheme) => {
        await openOffline(browser, addressOf('pl'), { colorScheme }, async (page) => {
          const { seen, faint } = await page.evaluate<{ seen: number; faint: string[] }>(faintTexts)
          expect(seen).toBeGreaterThan(150)
          expect(faint).toEqual([])
        })
      },
    )
  },
)
