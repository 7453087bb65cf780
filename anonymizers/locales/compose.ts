import type { Region, Town } from './locale.ts'

/** Every start with every end, but where the end repeats the start's last letters. */
export const composed = (starts: string, ends: string): string[] =>
  wordsIn(starts).flatMap((start) =>
    wordsIn(ends)
      .filter((end) => start.slice(-1) !== end.charAt(0) && !start.endsWith(end))
      .map((end) => start + end),
  )

export const wordsIn = (text: string): string[] => text.trim().split(/\s+/)

/** Lines, or parts between bars. */
export const partsIn = (text: string): string[] =>
  text
    .trim()
    .split(/[\n|]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** `BE Berlin`, one a part. */
export const regionsIn = (text: string): Region[] =>
  partsIn(text).map((line) => {
    const at = line.indexOf(' ')
    return { code: line.slice(0, at), name: line.slice(at + 1) }
  })

/** A line for each region: its code and the towns in it with what their postcodes begin with: `HE Kassel 341 342, Fulda 360`. */
export const townsIn = (text: string): Town[] =>
  text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [, region = '', towns = ''] = /^(\S+) (.+)$/.exec(line.trim()) ?? []
      return towns.split(',').map((town): Town => {
        const [, name = '', areas = ''] =
          /^(.+?)((?: [A-Z]{0,2}\d[\dA-Z]*)+)$/.exec(town.trim()) ?? []
        return { name, region, areas: wordsIn(areas) }
      })
    })
