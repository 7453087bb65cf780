import { didYouMean } from '../core/closest.ts'
import type { PoligonError } from '../core/errors.ts'
import { name, names, say, type Redacted } from '../core/redacted.ts'
import { keywordOf, keywords, type Language } from './gherkin-keywords.ts'

type Told = Pick<PoligonError, 'what' | 'remedy'>

/**
 * What a complaint of the Gherkin parser means to somebody who writes scenarios. `language`: of the
 * file, as its first line declares it.
 */
export function explainGherkin(message: string, language: string): Told {
  const text = message.replace(/^\(\d+:\d+\): /, '')
  const unexpected = /, got '([\s\S]*)'$/.exec(text)?.[1]
  if (unexpected !== undefined) return misplaced(unexpected, language)
  if (text.startsWith('unexpected end of file'))
    return {
      what: say`The file ends too early.`,
      remedy: say`Close the last block of text with """.`,
    }
  if (text.startsWith('inconsistent cell count'))
    return {
      what: say`The rows of this table do not have the same number of cells.`,
      remedy: say`Give every row as many cells as the header, each between two |; a | inside a cell is written \\|.`,
    }
  if (text.startsWith('Language not supported'))
    return {
      what: say`${name(text)}.`,
      remedy: say`Write ${name('# language: pl')} or ${name('# language: en')}.`,
    }
  return {
    what: say`This is not Gherkin: ${name(text.slice(0, 200))}.`,
    remedy: say`Mend the line.`,
  }
}

function misplaced(line: string, language: string): Told {
  const found = keywordOf(line)
  if (found && found.language !== language)
    return {
      what: say`The line begins with the ${name(keywords[found.language].language)} keyword ${name(found.keyword)}, and the file is read as ${name(languageName(language))}.`,
      remedy:
        found.language === 'en'
          ? say`Take the line ${name(`# language: ${language}`)} out, or write the keywords in that language: ${stepKeywords(language)}.`
          : say`Write ${name(`# language: ${found.language}`)} as the first line of the file.`,
    }
  if (found)
    return {
      what: say`${name(found.keyword)} cannot stand here.`,
      remedy: say`A file has one ${name(headOf(language))}, then scenarios, each with its steps; mind the colon after the keyword.`,
    }
  const [first = ''] = line.trim().split(/[\s:]/, 1)
  return {
    what: say`The line does not begin with a keyword of ${name(languageName(language))}.`,
    remedy: say`${didYouMean(first, known(language))}Begin it with one of: ${stepKeywords(language)}.`,
  }
}

const isKnown = (language: string): language is Language => Object.hasOwn(keywords, language)
const languageName = (language: string) =>
  isKnown(language) ? keywords[language].language : language
const headOf = (language: string) => keywords[isKnown(language) ? language : 'en'].heads[0]
const known = (language: string): readonly string[] =>
  isKnown(language) ? [...keywords[language].steps, ...keywords[language].heads] : []
/** The keywords that begin a step in `language`. */
export const stepKeywords = (language: string): Redacted =>
  names(isKnown(language) ? [...keywords[language].steps] : ['its keywords'], 20)

/** As `# language: pl` in the first lines of a feature says; `en` without it. */
export function declaredLanguage(text: string): string {
  return /^\s*#\s*language\s*:\s*([a-zA-Z_-]+)/m.exec(text)?.[1] ?? 'en'
}
