import { isMap, isScalar, parseDocument, type Pair } from 'yaml'

/**
 * The text of a policy with `check` in its key; every other byte stays. Undefined when the key is written
 * in a way that cannot be added to.
 */
export function withKeyCheck(text: string, check: string): string | undefined {
  const quoted = `"${check}"`
  const root = parseDocument(text).contents
  if (!isMap(root)) return undefined
  const key = pairOf(root.items, 'key')
  if (!key) {
    const at = lineEnd(text, endOf(pairOf(root.items, 'policy')))
    return at === undefined ? undefined : spliced(text, at, at, `key: {check: ${quoted}}\n`)
  }
  const map = key.value
  if (!isMap(map) || !map.range) return undefined
  const present = pairOf(map.items, 'check')?.value
  if (isScalar(present) && present.range)
    return spliced(text, present.range[0], present.range[1], quoted)
  const start = map.range[0]
  if (text[start] === '{')
    return spliced(
      text,
      start + 1,
      start + 1,
      `check: ${quoted}${map.items.length > 0 ? ', ' : ''}`,
    )
  const indent = start - (text.lastIndexOf('\n', start) + 1)
  return spliced(text, start, start, `check: ${quoted}\n${' '.repeat(indent)}`)
}

const pairOf = (items: readonly Pair[], key: string): Pair | undefined =>
  items.find((pair) => isScalar(pair.key) && pair.key.value === key)

const endOf = (pair: Pair | undefined): number | undefined =>
  isScalar(pair?.value) ? pair.value.range?.[1] : undefined

function lineEnd(text: string, from: number | undefined): number | undefined {
  const end = from === undefined ? -1 : text.indexOf('\n', from)
  return end < 0 ? undefined : end + 1
}

const spliced = (text: string, from: number, to: number, put: string): string =>
  text.slice(0, from) + put + text.slice(to)
