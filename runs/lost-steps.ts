import { plainLetters } from '../core/closest.ts'
import { keywordOf, keywords } from './gherkin-keywords.ts'

export interface LostStep {
  /** From 1. */
  readonly line: number
  readonly text: string
}

/**
 * Lines that were meant as steps and are none. Gherkin takes every line between the name of a scenario
 * and its first step for a description, so that `Zakładam, że …`, `given …` or a keyword of the other
 * language is passed over in silence, and the scenario passes without having done it.
 *
 * @param isStep whether the text without its keyword fits a known pattern.
 */
export function lostSteps(
  text: string,
  language: string,
  isStep: (text: string) => boolean,
): readonly LostStep[] {
  const found: LostStep[] = []
  let describing = false
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === '' || /^[#@]/.test(line)) continue
    if (isHead(line)) describing = true
    else if (/^(?:[|*]|"""|```)/.test(line) || isOwnStep(line, language)) describing = false
    else if (describing && wasMeant(line, isStep)) found.push({ line: index + 1, text: line })
  }
  return found
}

const heads = Object.values(keywords).flatMap((one) => one.heads.filter((_, i) => i > 0))
const isHead = (line: string) => heads.some((head) => line.startsWith(`${head}:`))

/** Any language that is not ours has step keywords that we do not know: nothing is said of its files. */
function isOwnStep(line: string, language: string): boolean {
  if (language === 'pl' && line.startsWith('I ')) return true
  if (language !== 'pl' && language !== 'en') return true
  return keywords[language].steps.some((keyword) => line.startsWith(`${keyword} `))
}

/** `Zakładam, że`, `Zakładamy, że`: the stem of a long keyword, with another ending. */
function isNearKeyword(line: string): boolean {
  return stems.includes(stem(line))
}

function stem(text: string): string {
  return plainLetters(text).slice(0, 6)
}

const stems = [...keywords.en.steps, ...keywords.pl.steps]
  .filter((keyword) => /^[^ ]{6}/.test(keyword))
  .map(stem)

function wasMeant(line: string, isStep: (text: string) => boolean): boolean {
  if (keywordOf(line)?.kind === 'step' || isNearKeyword(line)) return true
  const words = line.split(/\s+/)
  return [0, 1, 2].some((count) => isStep(words.slice(count).join(' ')))
}
