import { createHash } from 'node:crypto'
import type { Registry } from '../../core/registry.ts'
import { html, htmlText, trusted, type Html } from '../html.ts'
import type { Section } from '../section.ts'
import type { Texts } from '../texts.ts'

export interface DocumentParts<R> {
  readonly record: R
  readonly registry: Registry<Section<R>>
  readonly texts: Texts
  /** What the window says. */
  readonly title: string
  readonly heading: string
  /** What it is about, beside the heading. */
  readonly subject: string
  readonly footer: string
  readonly style: string
  /** Niceties only: the document is complete without it. */
  readonly script?: string
}

/** A report as one file that needs nothing else: nothing is fetched, and nothing runs but what is in it. */
export async function documentOf<R>(given: DocumentParts<R>): Promise<string> {
  const { record, registry, texts, title, heading, subject, footer, style, script } = given
  const parts: { section: Section<R>; body: Html }[] = []
  for (const load of Object.values(registry)) {
    const section = (await load()).default
    const body = bodyOf(section, record, texts)
    if (body) parts.push({ section, body })
  }
  return htmlText(
    html`<!doctype html>
      <html lang="${texts.language}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${contentPolicy(style, script)}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="no-referrer" />
          <title>${title}</title>
          ${trusted(`<style>${style}</style>`)}
        </head>
        <body>
          <a class="skip" href="#content">${texts.say('skipToContent')}</a>
          <header>
            <h1>${heading} <span>${subject}</span></h1>
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
          <footer><p>${footer}</p></footer>
          ${script === undefined ? undefined : trusted(`<script>${script}</script>`)}
        </body>
      </html> `,
  )
}

/** A section that throws must not take the others with it. */
function bodyOf<R>(section: Section<R>, record: R, texts: Texts): Html | undefined {
  try {
    return section.render(record, texts)
  } catch {
    return html`<p class="verdict wrong" role="note">${texts.say('sectionBroke')}</p>`
  }
}

const contentPolicy = (style: string, script: string | undefined): string =>
  `default-src 'none'; style-src '${sha256(style)}'; ${script === undefined ? '' : `script-src '${sha256(script)}'; `}base-uri 'none'; form-action 'none'`

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
