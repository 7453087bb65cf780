import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../core/contracts/run-record.ts'
import { htmlText } from './html.ts'
import { fitToPage } from './page/fit.ts'
import { sections } from './registry.ts'
import { sampleRun } from './sample/run.ts'
import { languages, textsIn } from './texts.ts'

/** Bytes that one section may take of the page for a run of 14 scenarios. */
const budget = 120_000

const marker = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>'

/** `value` with every string in it made hostile, but for those that decide how it is read. */
function hostile<T>(value: T, key = ''): T {
  const fixed = new Set(['outcome', 'kind', 'language', 'ref'])
  if (typeof value === 'string') return (fixed.has(key) ? value : `${value}${marker}`) as T
  if (Array.isArray(value)) return value.map((one: unknown) => hostile(one, key)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, hostile(one as unknown, name)]),
  ) as T
}

const empty: RunRecord = { ...sampleRun([]), systems: [], notes: [], data: [], environment: '' }

describe('the registry of sections', () => {
  it('names every section that there is', () => {
    const files = readdirSync(new URL('sections/', import.meta.url))
      .filter((file) => /\.[jt]s$/.test(file) && !file.includes('.test.'))
      .map((file) => file.replace(/\.[jt]s$/, ''))
    expect(files.length).toBeGreaterThan(0)
    expect(files.sort()).toEqual(Object.keys(sections).sort())
  })
})

describe.each(Object.entries(sections))('the section %s', (name, load) => {
  it('is called by its name and has a title in each language', async () => {
    const { default: section } = await load()
    expect(section.name).toBe(name)
    expect(section.name).toMatch(/^[a-z][a-z-]*$/)
    for (const language of languages) expect(section.title[language]).not.toBe('')
  })

  describe.each(languages)('in %s', (language) => {
    const texts = textsIn(language)

    it('bears a run in which there is nothing', async () => {
      const { default: section } = await load()
      const rendered = section.render(fitToPage(empty), texts)
      if (rendered) expect(htmlText(rendered)).not.toMatch(/undefined<|NaN|Invalid Date/)
    })

    it('shows a whole run within its budget', async () => {
      const { default: section } = await load()
      const rendered = section.render(fitToPage(sampleRun()), texts)
      expect(rendered).toBeDefined()
      const text = htmlText(rendered!)
      expect(text).not.toMatch(/\[object|NaN|Invalid Date/)
      expect(Buffer.byteLength(text)).toBeLessThan(budget)
    })

    it('lets nothing hostile through', async () => {
      const { default: section } = await load()
      const text = htmlText(section.render(fitToPage(hostile(sampleRun())), texts)!)
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
      expect(text).not.toContain('<script')
      expect(text).not.toContain('<img')
    })
  })
})
