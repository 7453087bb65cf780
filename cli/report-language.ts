import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import type { Language } from '../reports/index.ts'

/** The option that says in which language a report is written. */
export const languageOption = {
  type: 'string',
  value: 'en|pl',
  describe: 'language of the privacy report (default: that of this terminal, else English)',
} as const

/**
 * The language that was asked for, else that of the environment (LC_ALL, LC_MESSAGES, LANG; POSIX.1-2017, 8.2).
 *
 * @throws POLIGON_USAGE
 */
export async function reportLanguage(
  asked: unknown,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Language> {
  const { languages } = await import('../reports/index.ts')
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  const wanted =
    typeof asked === 'string' ? asked : [LC_ALL, LC_MESSAGES, LANG].find((one) => one)?.slice(0, 2)
  const found = languages.find((one) => one === wanted)
  if (found) return found
  if (typeof asked !== 'string') return 'en'
  throw new PoligonError('POLIGON_USAGE', {
    what: say`${name(asked)} is no language of reports.`,
    remedy: say`Take one of: ${names(languages)}.`,
  })
}
