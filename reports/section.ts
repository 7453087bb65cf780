import type { Html } from './html.ts'
import type { PageRecord } from './page/fit.ts'
import type { Texts } from './texts.ts'

/** One part of the report. A new one is a file in `sections/` and a line in the registry. */
export interface Section {
  /** Its anchor in the page: small letters and dashes. */
  readonly name: string
  readonly title: { readonly en: string; readonly pl: string }
  /** Pure. `undefined` when the run has nothing for it: then it is left out altogether. */
  render(record: PageRecord, texts: Texts): Html | undefined
}

export function defineSection(section: Section): Section {
  return section
}
