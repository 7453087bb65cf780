import { meaningOf, type NameMeaning } from './name-meaning.ts'
import { roleOf, type TableRole } from './table-role.ts'
import { tokensOf } from './tokens.ts'
import type { Dictionary } from './words/dictionary.ts'

/** A comment of more words tells a story, in which anything is mentioned. */
const mostWords = 5

/** What a short comment says that a column holds, a little less surely than its name would. */
export function meaningOfComment(
  comment: string | undefined,
  dictionary: Dictionary,
): NameMeaning | undefined {
  const meaning = short(comment) ? meaningOf(comment, dictionary) : undefined
  return (
    meaning && {
      ...meaning,
      strength: meaning.strength - 0.1,
      words: `${meaning.words} (comment)`,
    }
  )
}

/** What a short comment says that a table is about. */
export function roleOfComment(
  comment: string | undefined,
  dictionary: Dictionary,
): TableRole | undefined {
  return short(comment) ? roleOf(comment.replaceAll('.', ' '), '', dictionary) : undefined
}

const short = (comment: string | undefined): comment is string =>
  comment !== undefined && tokensOf(comment).length <= mostWords
