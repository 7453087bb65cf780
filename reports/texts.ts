import type { RunRecord } from '../core/contracts/run-record.ts'
import { counted, words, type Counted, type Word } from './words.ts'

export const languages = ['en', 'pl'] as const
export type Language = (typeof languages)[number]

/** The words and formats of one language. */
export interface Texts {
  readonly language: Language
  say(word: Word): string
  /** `3 scenarios`, in the form that the number asks for. */
  count(what: Counted, n: number): string
  number(n: number): string
  /** From milliseconds: `120 ms`, `4.2 s`, `3 min 05 s`. */
  duration(milliseconds: number): string
  /** Date and time with its zone, from milliseconds since the epoch. */
  moment(t: number): string
  /** Of a bilingual thing, the one to show. */
  pick(both: Readonly<Record<Language, string>>): string
}

export function textsIn(language: Language, timeZone?: string): Texts {
  const side = language === 'pl' ? 1 : 0
  const plural = new Intl.PluralRules(language)
  const number = new Intl.NumberFormat(language)
  const seconds = new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone,
  })
  const zone = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'shortOffset', timeZone })
  return {
    language,
    say: (word) => words[word][side],
    count(what, n) {
      const forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string } =
        counted[what][side]
      return (forms[plural.select(n)] ?? forms.other).replace('#', number.format(n))
    },
    number: (n) => number.format(n),
    duration(milliseconds) {
      if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`
      if (milliseconds < 59_950) return `${seconds.format(milliseconds / 1000)} s`
      const whole = Math.round(milliseconds / 1000)
      return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
    },
    moment(t) {
      const offset = zone.formatToParts(t).find(({ type }) => type === 'timeZoneName')?.value
      return `${date.format(t)} ${offset ?? ''}`.trim()
    },
    pick: (both) => both[language],
  }
}

/** The language of most feature files; English when there are as many of another. */
export function languageOf(record: Pick<RunRecord, 'scenarios'>): Language {
  const files = new Map(record.scenarios.map(({ file, language }) => [file, language]))
  const polish = files.values().reduce((sum, one) => sum + (one === 'pl' ? 1 : 0), 0)
  return polish * 2 > files.size ? 'pl' : 'en'
}
