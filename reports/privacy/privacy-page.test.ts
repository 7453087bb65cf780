import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { maskReportSchema, type MaskReport } from '../../core/contracts/mask-report.ts'
import { htmlText } from '../html.ts'
import { languages, textsIn } from '../texts.ts'
import { privacyPage } from './privacy-page.ts'
import { privacySections } from './registry.ts'
import { sampleReport } from './sample-report.ts'

const marker = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>'
const fixed = new Set([
  'status',
  'kernel',
  'treatment',
  'proof',
  'why',
  'what',
  'precision',
  'risk',
  'created',
  'expires',
])

/** `value` with every string in it made hostile, but for those that are one of a few words. */
function hostile<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (fixed.has(key) ? value : `${value}${marker}`) as T
  if (Array.isArray(value)) return value.map((one: unknown) => hostile(one, key)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, hostile(one as unknown, name)]),
  ) as T
}

const {
  expires: _expires,
  controller: _controller,
  project: _project,
  retention: _retention,
  set: _set,
  subset: _subset,
  measured: _measured,
  limits: _limits,
  hashes: _hashes,
  trail: _trail,
  verification: _verification,
  ...rest
} = sampleReport()
const bare: MaskReport = {
  ...rest,
  verified: false,
  approvals: [],
  tables: [],
  keptColumns: [],
  treatments: [],
  uniqueKeys: [],
  optOuts: [],
  warnings: [],
}

it('what is found and kept stands there with the reason of the policy', async () => {
  expect(await privacyPage(sampleReport(), 'en')).toContain(
    'what the shop sells, printed on its covers',
  )
})

it('the sample is a report', () => {
  expect(maskReportSchema.parse(sampleReport())).toEqual(sampleReport())
  expect(maskReportSchema.parse(bare)).toEqual(bare)
})

it('the registry names every section that there is', () => {
  const files = readdirSync(new URL('sections/', import.meta.url))
    .filter((file) => /\.[jt]s$/.test(file))
    .map((file) => file.replace(/\.[jt]s$/, ''))
  expect(files.length).toBeGreaterThan(0)
  expect(files.sort()).toEqual(Object.keys(privacySections).sort())
})

describe.each(Object.entries(privacySections))('the section %s', (name, load) => {
  it.each(languages)('is called by its name and has something to say in %s', async (language) => {
    const { default: section } = await load()
    expect(section.name).toBe(name)
    expect(section.title[language]).not.toBe('')
    for (const report of [sampleReport(), bare]) {
      const rendered = section.render(report, textsIn(language))
      expect(rendered).toBeDefined()
      expect(htmlText(rendered!)).not.toMatch(/\[object|undefined|NaN|Invalid Date/)
    }
  })

  it('lets nothing hostile through', async () => {
    const { default: section } = await load()
    const text = htmlText(section.render(hostile(sampleReport()), textsIn('en'))!)
    expect(text).not.toContain('<script')
    expect(text).not.toContain('<img')
  })
})

describe('the privacy report', () => {
  it.each(languages)(
    'is one page in %s that fetches nothing and runs nothing',
    async (language) => {
      const page = await privacyPage(sampleReport(), language)
      expect(page).toContain(`<html lang="${language}">`)
      expect(page).not.toMatch(/<script|(?:src|action)=|url\(|@import| style="| on\w+="/)
      expect(page).toContain('default-src &#39;none&#39;')
      expect(page).not.toContain('script-src')
      for (const [, anchor] of page.matchAll(/href="([^"]*)"/g))
        expect(page).toContain(`id="${anchor?.slice(1)}"`)
      expect(Buffer.byteLength(page)).toBeLessThan(60_000)
    },
  )

  it('says what was not done, in words that cannot be taken for a proof', async () => {
    const page = await privacyPage(bare, 'en')
    expect(page).toContain('It was not checked whether something of the original is left')
    expect(page).toContain('Nobody approved this policy.')
    expect(page).toContain('It was not measured.')
    expect(page).not.toContain('None was found')
  })

  it('flags approvals of another state', async () => {
    const page = await privacyPage(sampleReport(), 'pl')
    expect(page.match(/✗ nieaktualne/g)).toHaveLength(2)
    expect(page).toContain('Politykę zmieniono po zatwierdzeniu')
  })
})
