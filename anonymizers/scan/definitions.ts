import { detectors } from '../detectors/registry.ts'
import { holdsPerson } from './content.ts'

/** A definition that masking copies as it is, with something in it that is no matter of a schema. */
export interface FoundInDefinition {
  /** In lower case: `trigger`, `view`, `comment on table`. */
  readonly definition: string
  readonly name: string
  /** What stands in a text or comment of it; `account`: it names an account of the server that it runs as. */
  readonly holds: string
}

/**
 * Looks for personal data in the texts and comments of definitions: in the bodies of triggers, procedures and
 * views, in defaults, and in what COMMENT ON says.
 *
 * @param sql - one statement, or several that were found together.
 */
export function findInDefinition(sql: string): readonly FoundInDefinition[] {
  if (!/\b(?:create|comment|alter)\b/i.test(sql)) return []
  const plain = sql.replaceAll(/\/\*M?!\d{0,6}|\*\//g, ' ')
  const [, written = '', quoted = ''] = heading.exec(plain) ?? []
  if (quoted === '') return []
  const definition = written.toLowerCase().replaceAll(/\s+/g, ' ')
  const name = quoted.replaceAll(/["`]/g, '')
  const kinds = new Set(textsOf(plain).flatMap(kindsIn))
  if (ofAccount.test(plain)) kinds.add('account')
  return [...kinds].map((holds) => ({ definition, name, holds }))
}

const identifier = '(?:"(?:[^"]|"")+"|`(?:[^`]|``)+`|[\\p{L}_][\\p{L}\\p{N}_$]*)'
const heading = new RegExp(
  `\\b(comment\\s+on\\s+(?:materialized\\s+)?\\p{L}+|(?:trigger|procedure|function|view|event|table|domain|type|policy|rule|aggregate))\\s+(?:if\\s+not\\s+exists\\s+|only\\s+)?(${identifier}(?:\\.${identifier}){0,2})`,
  'iu',
)

/** MySQL writes who made it: a person's login more often than not. */
const ofAccount = /\bdefiner\s*=\s*(?!`?(?:root|admin|mysql|mariadb)\b|current_user)/i

/** Quoted texts, and comments; those of dollar quotes are code, whose texts are quoted again. */
const textsOf = (sql: string): readonly string[] =>
  [...sql.matchAll(/'((?:[^'\\]|''|\\.){5,})'|--[^\n]{4,}|#[^\n]{4,}|\/\*[^]*?\*\//g)].map(
    ([whole, text]) => text ?? whole,
  )

function kindsIn(text: string): readonly string[] {
  if (!/[@\d]/.test(text) && !/\p{Lu}\p{Ll}+ \p{Lu}/u.test(text)) return []
  const cut = text.slice(0, 4000)
  const found = detectors
    .filter((detector) => detector.find(cut).some(({ confidence }) => confidence >= 0.7))
    .map(({ kind }) => kind)
  return found.length === 0 && holdsPerson(cut) ? ['full_name'] : found
}
