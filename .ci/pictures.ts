import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { privacyPage, writeReport } from '../reports/index.ts'
import { sampleReport } from '../reports/privacy/sample-report.ts'
import { sampleRun } from '../reports/sample/run.ts'

// Takes the pictures of the documentation anew: `node .ci/pictures.ts`, with Debian's chromium.
const folder = mkdtempSync(join(tmpdir(), 'poligon-pictures-'))
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
try {
  const { html } = await writeReport(sampleRun(), folder)
  const privacy = join(folder, 'privacy.html')
  writeFileSync(privacy, await privacyPage(sampleReport(), 'en'))
  for (const [file, picture] of [
    [html, 'report'],
    [privacy, 'privacy'],
  ] as const) {
    const page = await browser.newPage({ viewport: { width: 1100, height: 1100 } })
    await page.goto(pathToFileURL(file).href)
    await page.screenshot({ path: `docs/images/${picture}.png` })
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true })
}
