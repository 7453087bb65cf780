/** `text` cut to about `most` characters, with the number of those left out; never inside a pair. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const kept = text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
  return `${kept}\n… (+${text.length - kept.length})`
}
