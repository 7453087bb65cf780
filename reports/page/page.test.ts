import { createHash } from 'node:crypto'
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { sections } from '../registry.ts'
import { catalogueScripts } from '../sample/catalogue.ts'
import { orderScripts } from '../sample/order.ts'
import { sampleRun } from '../sample/run.ts'
import type { EventScript, ScenarioScript } from '../sample/script.ts'
import { defineSection } from '../section.ts'
import { pageOf } from './page.ts'

/** `script` with `count` more events in its last step, each with evidence. */
function busy(script: ScenarioScript, count: number): ScenarioScript {
  const events = Array.from({ length: count }, (_, i): EventScript => [
    ...([20 + i, 'hub', 'erp', 'http', 'POST /api/orders', `POST /api/orders 201 (${i})`] as const),
    `${i} ${'{"line":1,"sku":"KUB-001"},'.repeat(60)}`,
  ])
  const tries = script.tries.map((steps) =>
    steps.map((step, i) =>
      i === 2 ? { ...step, events: [...(step.events ?? []), ...events] } : step,
    ),
  )
  return { ...script, tries }
}

const [good, , bad] = orderScripts
if (!good || !bad) throw new Error('the sample has no order scripts')

describe('the page', () => {
  it('fetches nothing and lets nothing run but its own style and script', async () => {
    const page = await pageOf(sampleRun(), sections)
    expect(page).not.toMatch(
      /(?:src|action|srcset|background)=|url\(|@import|<link|<iframe|<object/,
    )
    for (const [, address] of page.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^#./)
    expect(page).not.toMatch(/ style="| on\w+="/)
    const policy = /Content-Security-Policy"\s+content="([^"]*)"/.exec(page)?.[1] ?? ''
    expect(policy).toContain('default-src &#39;none&#39;')
    for (const tag of ['style', 'script']) {
      const content = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)?.[1] ?? ''
      const hash = createHash('sha256').update(content).digest('base64')
      expect(content).not.toBe('')
      expect(policy).toContain(`${tag}-src &#39;sha256-${hash}&#39;`)
    }
  })

  it('is well-formed, and every link in it leads somewhere, once', async () => {
    const page = await pageOf(sampleRun(), sections)
    const body = /<body>[^]*<\/body>/
      .exec(page)?.[0]
      .replace(/<script>[^]*<\/script>/, '')
      .replace(/ (hidden|open)(?=[\s>])/g, '')
      .replace(/\n(hidden|open)(?=[\s>])/g, '')
    expect(XMLValidator.validate(body ?? '', { unpairedTags: ['input'] })).toBe(true)
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target)
    expect(page.match(/<h1/g)).toHaveLength(1)
  })

  it('speaks Polish for Polish features and English for English ones', async () => {
    expect(await pageOf(sampleRun(orderScripts), sections)).toContain('<html lang="pl">')
    const english = await pageOf(sampleRun(catalogueScripts), sections)
    expect(english).toContain('<html lang="en">')
    expect(english).toContain('What needs attention')
  })

  it('goes on without a section that throws, and says so', async () => {
    const broken = defineSection({
      name: 'broken',
      title: { en: 'Broken', pl: 'Zepsuta' },
      render() {
        throw new Error('a value that must not show')
      },
    })
    const page = await pageOf(sampleRun(catalogueScripts), {
      broken: async () => ({ default: broken }),
      ...sections,
    })
    expect(page).toContain('This part of the report could not be made.')
    expect(page).not.toContain('a value that must not show')
    expect(page).toContain('A half-written file is left alone')
  })

  it.each([
    ['few events in passed scenarios', 0, 60],
    ['so many events that only failures show them', 30, 200],
  ])('takes at most a megabyte for 200 scenarios, 10 failed: %s', async (_, calm, hectic) => {
    const scripts = Array.from({ length: 200 }, (_, i) => ({
      ...(i % 20 === 7 ? busy(bad, hectic) : busy(i % 4 ? good : { ...good, tries: [] }, calm)),
      name: `Scenariusz ${i}`,
      file: `features/${Math.floor(i / 10)}.feature`,
    }))
    const page = await pageOf(sampleRun(scripts), sections)
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000)
    expect(Buffer.byteLength(page)).toBeGreaterThan(300_000)
  })
})
