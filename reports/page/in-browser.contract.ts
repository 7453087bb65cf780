import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** A browser of this machine; undefined where there is none. */
export const browserProgram = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) =>
    ['chromium', 'chromium-browser', 'google-chrome'].map((program) => join(folder, program)),
  )
  .find((file) => existsSync(file))

/** Keeps it from asking the network for anything of its own. */
export const quietBrowser = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Opens a page with the network off, and collects what it complains about or asks for. */
export async function openOffline<T>(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
  look: (page: Page, complaints: readonly string[]) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ offline: true, ...options })
  try {
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      if (request.url() !== address) complaints.push(request.url())
    })
    await page.goto(address)
    return await look(page, complaints)
  } finally {
    await context.close()
  }
}

/**
 * Runs in the page: every visible text whose contrast with what is behind it is under 4.5 : 1
 * (WCAG 2.2, success criterion 1.4.3; relative luminance as defined there). Text of drawings has its
 * colour in `fill` and stands on the panel.
 */
export const faintTexts = `(() => {
  const channels = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number)
  const luminance = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = channels(getComputedStyle(one).backgroundColor)
      if (colour.length === 3 || colour[3] > 0) return colour
    }
    return [255, 255, 255]
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const faint = []
  let seen = 0
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    if (walker.currentNode.data.trim() === '' || !element.checkVisibility()) continue
    if (element.closest('script, .skip')) continue
    seen++
    const style = getComputedStyle(element)
    const ink = channels(element.closest('svg') ? style.fill : style.color)
    const [light, dark] = [luminance(ink), luminance(behind(element))].sort((a, b) => b - a)
    if ((light + 0.05) / (dark + 0.05) < 4.5)
      faint.push(element.className + ': ' + walker.currentNode.data.trim().slice(0, 40))
  }
  return { seen, faint }
})()`
