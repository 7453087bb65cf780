import type { MaskReport } from '../anonymizers/index.ts'
import type { Language } from '../reports/index.ts'
import { checkReportFile, writeReportFile } from './report-file.ts'

/** The files in which a run of `poligon mask` tells what it did. */
export interface MaskReports {
  readonly areWanted: boolean
  /** Whether how far rows can be told apart has to be measured for them. */
  readonly measures: boolean
  write(report: MaskReport): Promise<void>
}

/**
 * @param others - what the command reads and writes
 * @throws POLIGON_TARGET when a file that is asked for cannot be written
 */
export async function reportsOf(
  files: {
    readonly json: string | undefined
    readonly page: string | undefined
    readonly language: Language
  },
  others: readonly string[],
): Promise<MaskReports> {
  const { json, page, language } = files
  if (json !== undefined) await checkReportFile(json, others)
  if (page !== undefined)
    await checkReportFile(page, json === undefined ? others : [...others, json])
  return {
    areWanted: json !== undefined || page !== undefined,
    measures: page !== undefined,
    async write(report) {
      if (json !== undefined) await writeReportFile(json, asJson(report))
      if (page === undefined) return
      const { privacyPage } = await import('../reports/index.ts')
      await writeReportFile(page, await privacyPage(report, language))
    },
  }
}

export const asJson = (report: MaskReport): string => `${JSON.stringify(report, undefined, 2)}\n`
