import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'
import type { RunRecord } from '../../core/contracts/run-record.ts'
import type { Registry } from '../../core/registry.ts'
import { html, htmlText, trusted, type Html } from '../html.ts'
import type { Section } from '../section.ts'
import { languageOf, textsIn, type Texts } from '../texts.ts'
import { verdict } from '../verdict.ts'
import { fitToPage, type PageRecord } from './fit.ts'

const style = asset('style.css')
const script = asset('script.js')

/** Nothing may be fetched, and nothing runs but the one style and the one script written here. */
const contentPolicy = `default-src 'none'; style-src '${sha256(style)}'; script-src '${sha256(script)}'; base-uri 'none'; form-action 'none'`

/** The report as one file that needs nothing else. */
export async function pageOf(record: RunRecord, registry: Registry<Section>): Promise<string> {
  const texts = textsIn(languageOf(record))
  const page = fitToPage(record)
  const parts: { section: Section; body: Html }[] = []
  for (const load of Object.values(registry)) {
    const section = (await load()).default
    const body = bodyOf(section, page, texts)
    if (body) parts.push({ section, body })
  }
  const outcome = verdict(record).code === undefined ? '✓' : '✗'
  return htmlText(
    html`<!doctype html>
      <html lang="${texts.language}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${contentPolicy}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="no-referrer" />
          <title>${outcome} ${record.environment} · ${texts.say('report')}</title>
          ${trusted(`<style>${style}</style>`)}
        </head>
        <body>
          <a class="skip" href="#content">${texts.say('skipToContent')}</a>
          <header>
            <h1>${texts.say('report')} <span>${record.environment}</span></h1>
            <nav aria-label="${texts.say('contents')}">
              <ul>
                ${parts.map(({ section }) => html`<li><a href="#${section.name}">${texts.pick(section.title)}</a></li>`)}
              </ul>
            </nav>
          </header>
          <main id="content">
            ${parts.map(
              ({ section, body }) =>
                html`<section id="${section.name}" aria-labelledby="${section.name}-title">
                  <h2 id="${section.name}-title">${texts.pick(section.title)}</h2>
                  ${body}
                </section> `,
            )}
          </main>
          <footer><p>${texts.say('madeBy')}. ${texts.say('privacy')}</p></footer>
          ${trusted(`<script>${script}</script>`)}
        </body>
      </html> `,
  )
}

/** A section that throws must not take the others with it. */
function bodyOf(section: Section, page: PageRecord, texts: Texts): Html | undefined {
  try {
    return section.render(page, texts)
  } catch {
    return html`<p class="verdict wrong" role="note">${texts.say('sectionBroke')}</p>`
  }
}

function asset(file: string): string {
  return readFileSync(assetFile(import.meta.url, file), 'utf8')
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
