import { byChance } from './judge-chance.ts'
import { byContent } from './judge-content.ts'
import { byName } from './judge-name.ts'
import { byText } from './judge-text.ts'
import type { Judged, Verdict } from './verdict.ts'

/** Puts together what name, type, table and values say. Undefined: nothing personal. */
export function judgeValues(judged: Judged): Verdict | undefined {
  const verdicts = [byContent, byName, byText, byChance].map((judge) => judge(judged))
  const [best] = verdicts
    .filter((one) => one !== undefined)
    .toSorted((a, b) => b.confidence - a.confidence)
  return best && best.confidence >= leastReported ? best : undefined
}

/** Below this a column is not named. */
export const leastReported = 0.5
