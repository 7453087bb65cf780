import { readFile } from 'node:fs/promises'
import { maskReportSchema, type MaskReport } from '../../core/contracts/mask-report.ts'
import { codeOf, exitCodes, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { defineCommand } from '../command.ts'
import { checkReportFile, writeReportFile } from '../report-file.ts'
import { languageOption, reportLanguage } from '../report-language.ts'

export default defineCommand({
  name: 'privacy',
  summary: 'make a page for the data protection officer from the report of a masking',
  usage: 'REPORT.json --to FILE.html',
  atMost: 1,
  options: {
    to: { type: 'string', value: 'FILE.html', describe: 'where the page goes' },
    language: languageOption,
  },
  details: `
REPORT.json is what \`poligon mask … --report REPORT.json\` wrote. The page tells what happened to each column, what
was looked for in the copy, how far its rows can be told apart (where that was measured: the policy's
quasiIdentifiers, or \`mask --privacy-report\`), what is kept and why, hashes, approvals, and has room for a
signature. It needs no network and prints on A4. It holds no value of the data.
\`poligon mask … --privacy-report FILE.html\` makes it with the copy.

  poligon privacy shop-report.json --to shop-privacy.html --language pl`,
  async run({ positionals, values, json, log, print }) {
    const [file] = positionals
    const { to } = values
    if (file === undefined || typeof to !== 'string')
      throw new PoligonError('POLIGON_USAGE', {
        what: say`The report of a masking and --to are needed.`,
        remedy: say`For example: \`poligon privacy shop-report.json --to shop-privacy.html\`.`,
      })
    const language = await reportLanguage(values['language'])
    const report = await readReport(file)
    await checkReportFile(to, [file])
    const { privacyPage } = await import('../../reports/index.ts')
    await writeReportFile(to, await privacyPage(report, language))
    if (json) print(`${JSON.stringify({ page: to, language })}\n`)
    else log.info(say`The page is ${name(to)}.`)
    return exitCodes.done
  },
})

async function readReport(file: string): Promise<MaskReport> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PoligonError('POLIGON_REPORT', {
      what: say`The report ${name(file)} cannot be read (${codeOf(cause)}).`,
      remedy: say`Check the path.`,
      cause,
    })
  })
  try {
    return maskReportSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new PoligonError('POLIGON_REPORT', {
      what: say`${name(file)} is no report of a masking by this version of Poligon.`,
      remedy: say`Take the file that \`poligon mask --report\` wrote, or mask again.`,
      cause,
    })
  }
}
