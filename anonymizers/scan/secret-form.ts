/** Characters of which random ones differ surely enough. */
const shortest = 16

/** Whether a text looks drawn at random: a token, a key, a digest; not a UUID, a word, a number or a path. */
export function looksDrawn(value: string): boolean {
  const text = value.trim()
  if (text.length < shortest || text.length > 600 || !/^[A-Za-z0-9+/_=.:$|-]+$/.test(text))
    return false
  if (!/\d.*\d/.test(text) || !/[a-z]/i.test(text)) return false
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return false
  if (/^(?:\d{4}-\d\d-\d\d|https?:|\/)/.test(text)) return false
  const longestWord = Math.max(...text.split(/[^a-z]+|(?=[A-Z])/).map((part) => part.length))
  return longestWord <= 7 && bitsOf(text) >= 3
}

/** Shannon entropy of its characters, in bits each. */
function bitsOf(text: string): number {
  const counts = Map.groupBy(text, (one) => one)
  return [...counts.values()].reduce((sum, { length }) => {
    const share = length / text.length
    return sum - share * Math.log2(share)
  }, 0)
}
