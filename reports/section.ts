import type { Html } from './html.ts'
import type { PageRecord } from './page/fit.ts'
import type { Texts } from './texts.ts'

/**
 * One part of a report. A new one is a file in `sections/` and a line in the registry.
 *
 * @template R - what the report is made from: a run of scenarios unless it is said otherwise.
 */
export interface Section<R = PageRecord> {
  /** Its anchor in the page: small letters and dashes. */
  readonly name: string
  readonly title: { readonly en: string; readonly pl: string }
  /** Pure. `undefined` when there is nothing for it: then it is left out altogether. */
  render(record: R, texts: Texts): Html | undefined
}

export function defineSection(section: Section): Section {
  return section
}
