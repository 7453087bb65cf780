import { readFileSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'
import type { MaskReport } from '../../core/contracts/mask-report.ts'
import { documentOf } from '../page/document.ts'
import { textsIn, type Language } from '../texts.ts'
import { privacySections } from './registry.ts'
import { privacyWords } from './words.ts'

const style = ['../page/style.css', 'style.css']
  .map((file) => readFileSync(assetFile(import.meta.url, file), 'utf8'))
  .join('\n')

/**
 * The report of one masking as a page that a data protection officer can read, sign and file: one file that
 * needs nothing else and prints on A4.
 */
export async function privacyPage(report: MaskReport, language: Language): Promise<string> {
  const texts = textsIn(language)
  const say = privacyWords(texts)
  return documentOf({
    record: report,
    registry: privacySections,
    texts,
    title: `${report.verified ? '✓' : '!'} ${report.purpose} · ${say('title')}`,
    heading: say('title'),
    subject: report.project ?? report.purpose,
    footer: say('footer'),
    style,
  })
}
