/** Texts in a value of PHP: `s:5:"Kraków";`. The length is not looked at: it is only looked for what is there. */
const serialized = /s:\d{1,9}:"([^]*?)";/g
/** Texts between the marks of XML. */
const marked = />([^<>]+)</g

/**
 * The texts and numbers that a value is made of when it is JSON, serialized by PHP, or XML; the value itself is
 * not among them.
 */
export function partsOf(text: string): readonly string[] {
  const first = text.trimStart().charAt(0)
  if (first === '{' || first === '[') {
    try {
      return leavesOf(JSON.parse(text))
    } catch {
      return []
    }
  }
  if (first === '<') return [...text.matchAll(marked)].map(([, part = '']) => part)
  if (/^[aOC]:\d/.test(text)) return [...text.matchAll(serialized)].map(([, part = '']) => part)
  return []
}

function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value, ...partsOf(value)]
  if (typeof value === 'number') return [String(value)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(leavesOf)
}
