import { name, say } from '../../../core/redacted.ts'
import { Refusal } from '../refusal.ts'

const setting = /^set\s+(?:session\s+|local\s+)?standard_conforming_strings\b/i
const value = /(?:=|\bto)\s*(?:'(\w+)'|(\w+))\s*;$/i

/**
 * Whether backslashes are escapes in '…' after the statement; undefined when it does not say.
 *
 * @throws Refusal for a setting that cannot be read.
 */
export function backslashesAfter(statement: string, at: number): boolean | undefined {
  if (!setting.test(statement)) return undefined
  const [, quoted, bare] = value.exec(statement) ?? []
  const word = (quoted ?? bare ?? '').toLowerCase()
  if (['on', 'true', 'yes', '1'].includes(word)) return false
  if (['off', 'false', 'no', '0'].includes(word)) return true
  throw uncertain(at)
}

/**
 * With standard_conforming_strings off, pg_dump doubles every backslash, so that a text ends at the same
 * quote either way.
 *
 * @throws Refusal at a statement for which that is not so.
 */
export function checkBackslashes(statement: string, at: number): void {
  if (/(?<!\\)(?:\\\\)*\\'/.test(statement) || /^reset\b/i.test(statement)) throw uncertain(at)
}

const uncertain = (at: number) =>
  new Refusal(
    at,
    say`A statement cannot be read for certain, because of ${name('standard_conforming_strings')}.`,
    say`Take the dump again with this setting on: \`PGOPTIONS='-c standard_conforming_strings=on' pg_dump …\`.`,
  )
