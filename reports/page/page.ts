import { readFileSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'
import type { RunRecord } from '../../core/contracts/run-record.ts'
import type { Registry } from '../../core/registry.ts'
import type { Section } from '../section.ts'
import { languageOf, textsIn } from '../texts.ts'
import { verdict } from '../verdict.ts'
import { documentOf } from './document.ts'
import { fitToPage } from './fit.ts'

const style = asset('style.css')
const script = asset('script.js')

/** The report of a run as one file. */
export async function pageOf(record: RunRecord, registry: Registry<Section>): Promise<string> {
  const texts = textsIn(languageOf(record))
  const outcome = verdict(record).code === undefined ? '✓' : '✗'
  return documentOf({
    record: fitToPage(record),
    registry,
    texts,
    title: `${outcome} ${record.environment} · ${texts.say('report')}`,
    heading: texts.say('report'),
    subject: record.environment,
    footer: `${texts.say('madeBy')}. ${texts.say('privacy')}`,
    style,
    script,
  })
}

function asset(file: string): string {
  return readFileSync(assetFile(import.meta.url, file), 'utf8')
}
