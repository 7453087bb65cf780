import { looksDrawn } from './secret-form.ts'
import { percent, verdict, type Judged, type Verdict } from './verdict.ts'
import { heads } from './words/modifiers.ts'

/** Words for what opens a door, and those that are as often about something else. */
const keyWords = new Set(['token', 'secret', 'cookie', 'sid', 'sesskey', 'salt', 'nonce'])
const weakKeyWords = new Set(['key', 'hash', 'code', 'identifier', 'cookie', 'credential'])

/** Texts drawn at random, under the name of a key. */
export function byChance(judged: Judged): Verdict | undefined {
  const { tokens, surroundings, samples, fits, refers } = judged
  const last = tokens.findLast((token) => !/^\d+$/.test(token)) ?? ''
  if (heads.has(last) && !weakKeyWords.has(last)) return undefined
  const surely = tokens.some((token) => keyWords.has(token))
  const perhaps = tokens.some((token) => weakKeyWords.has(token))
  if (refers || !fits('secret') || !(surely || perhaps)) return undefined
  const { opens, aboutPersons } = surroundings
  const said = `name: ${tokens.join('')}`
  if (samples.filled === 0)
    return opens && perhaps && tokens.length === 1 ? verdict('secret', 0.6, said) : undefined
  const drawn = samples.values.filter(looksDrawn).length / Math.max(1, samples.values.length)
  if (drawn < 0.8) return undefined
  const isKey = last === 'key' && surroundings.role !== 'thing'
  const confidence = surely || opens ? 0.8 : aboutPersons || isKey ? 0.6 : 0
  return verdict('secret', confidence, said, `values: ${percent(drawn)} drawn at random`)
}
