/** Whether a key of a policy stands for several names: `*` for any characters, `?` for one. */
export const isPattern = (key: string): boolean => /[*?]/.test(key)

/** The test that a key makes of a name. Letter case counts. */
export function matcher(key: string): (name: string) => boolean {
  if (!isPattern(key)) return (name) => name === key
  const source = key
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${source}$`, 'su')
  return (name) => expression.test(name)
}
