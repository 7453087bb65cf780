import type { ColumnShape } from '../column.ts'

/**
 * A text in the form in which texts are equal that the column holds for equal: without the blanks that
 * MySQL pads with, and without letter case and accents where the collation ignores case. That goes
 * further than some collations do, never less far.
 */
export function foldedText(
  text: string,
  { caseInsensitive, declared }: Pick<ColumnShape, 'caseInsensitive' | 'declared'>,
  postgres: boolean,
): string {
  const padded = !postgres || /^(?:bp)?char(?:acter)?(?!\s*varying)\b/i.test(declared)
  const trimmed = padded ? text.replace(/ +$/, '') : text
  if (!caseInsensitive) return trimmed
  return trimmed.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
