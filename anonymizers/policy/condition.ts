import type { Condition } from './treatment.ts'

const literal = String.raw`(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?)`
const column = String.raw`(?:[\p{L}_][\p{L}\p{N}_$]*|"(?:[^"]|"")+")`
const form = new RegExp(
  String.raw`^\s*(?<column>${column})\s*(?:(?<operator>=|!=|<>)\s*(?<one>${literal})|(?<not>not\s+)?in\s*\(\s*(?<list>${literal}(?:\s*,\s*${literal})*)\s*\))\s*$`,
  'iu',
)

/**
 * Reads `typ = 'JDG'`, `typ != 'JDG'`, `typ in ('A', 'B')`, `typ not in (1, 2)`; a quote inside a text
 * is doubled, a column with odd characters stands in double quotes. Undefined when it is none of these.
 */
export function parseCondition(text: string): Condition | undefined {
  const parts = form.exec(text)?.groups
  if (!parts) return undefined
  const name = parts['column'] ?? ''
  return {
    column: name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name,
    equals: literals(parts['one'] ?? parts['list'] ?? ''),
    negate: parts['not'] !== undefined || /^(?:!=|<>)$/.test(parts['operator'] ?? ''),
  }
}

function literals(text: string): string[] {
  return [...text.matchAll(new RegExp(literal, 'g'))].map(([one]) =>
    one.startsWith("'") ? one.slice(1, -1).replaceAll("''", "'") : one,
  )
}
